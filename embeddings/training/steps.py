"""The steps of a training run, each from files of the workspace to files of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from embeddings.errors import MissingStepError
from embeddings.training.pairs import (
    Pair,
    find_pair_files,
    load_pairs,
    read_pairs,
    vary,
    write_pairs,
)
from embeddings.training.pool import choose_pool, weigh_rows
from embeddings.training.reading.material import pair_lesson, read_lessons
from embeddings.training.recipe import Recipe
from embeddings.training.sampling import LongTexts, ShortTexts, Tokens, draw_long, draw_short
from embeddings.training.workspace import Workspace

if TYPE_CHECKING:
    import torch

    from embeddings.training.loop import Budget
    from embeddings.training.model import Student
    from embeddings.training.teacher import Teacher


def require(path: Path, command: str) -> Path:
    """Return the path of a file that an earlier command has made.

    Raises:
        MissingStepError: it has not.
    """
    if not path.exists():
        raise MissingStepError(f"{path} is missing: run the command {command} first.")
    return path


def prepare(space: Workspace, data: Path, recipe: Recipe, lessons: Path | None = None) -> int:
    """Read the pairs of a folder and of lessons, add variants, and return how many there are."""
    pairs = [pair for path in find_pair_files(data) for pair in read_pairs(path)]
    if lessons is not None:
        pairs.extend(pair for lesson in read_lessons(lessons) for pair in pair_lesson(lesson))
    varied = [pair for pair in pairs if pair.source in recipe.varied]
    extra = vary(varied, recipe.names_share, recipe.slips_share, recipe.seed)
    return write_pairs([*pairs, *extra], space.pairs)


def build(space: Workspace, recipe: Recipe) -> int:
    """Build the student's tokenizer, and return the number of its pieces."""
    from embeddings.training.teacher import open_teacher
    from embeddings.training.vocabulary import build_vocabulary, count_words, make_tokenizer

    pairs = load_pairs(require(space.pairs, "prepare"))
    pairs = [pair for pair in pairs if "+" not in pair.source]
    teacher = open_teacher(recipe.teacher).tokenizer.get_vocab()
    french = count_words(pair.french for pair in pairs)
    english = count_words(pair.english for pair in pairs)
    pieces = build_vocabulary(teacher, french, english, recipe.vocabulary)
    make_tokenizer(pieces).save(str(space.tokenizer))
    return len(pieces)


def ask_teacher(space: Workspace, recipe: Recipe, *, device: str = "cpu") -> int:
    """Keep the teacher's vectors of the short pairs and who is near, and return their number."""
    from embeddings.training.neighbours import find_neighbours
    from embeddings.training.teacher import encode_all, open_teacher

    pairs = load_pairs(require(space.pairs, "prepare"))
    teacher = open_teacher(recipe.teacher)
    tokens = teacher.tokenize([pair.english for pair in pairs])
    rows = choose_pool(pairs, [len(ids) for ids in tokens], recipe)
    texts = [pairs[row].english for row in rows]
    unique, inverse = np.unique(np.asarray(texts, object), return_inverse=True)
    first = dict(zip(inverse.tolist(), rows.tolist(), strict=True))
    vectors = encode_all(teacher, [tokens[first[n]] for n in range(len(unique))], device=device)
    np.save(space.teacher_rows, np.stack([rows, inverse.astype(np.int64)]))
    near = find_neighbours(vectors, min(recipe.neighbours, len(vectors) - 1), seed=recipe.seed)
    np.save(space.neighbours, near)
    np.save(space.teacher_vectors, vectors)
    return len(rows)


def load_tokenizer(space: Workspace) -> Tokenizer:
    """Return the student's tokenizer."""
    return Tokenizer.from_file(str(require(space.tokenizer, "vocabulary")))


def tokenize(tokenizer: Tokenizer, texts: Sequence[str], limit: int) -> list[Tokens]:
    """Return the token ids of each text with its end marks, int32, at most `limit` of them."""
    tokenizer.enable_truncation(limit)
    return [
        np.asarray(encoded.ids, np.int32) for encoded in tokenizer.encode_batch_fast(list(texts))
    ]


def load_short(space: Workspace, pairs: Sequence[Pair], recipe: Recipe) -> ShortTexts:
    """Return the short pairs with the student's tokens and the teacher's vectors."""
    tokenizer = load_tokenizer(space)
    rows, targets = np.load(require(space.teacher_rows, "teacher"))
    chosen = [pairs[row] for row in rows]
    limit = 2 * recipe.short_tokens
    return ShortTexts(
        tokenize(tokenizer, [pair.french for pair in chosen], limit),
        tokenize(tokenizer, [pair.english for pair in chosen], limit),
        targets,
        weigh_rows([pair.source for pair in chosen], recipe.weights),
    )


def make_static(space: Workspace, recipe: Recipe) -> None:
    """Learn the static vectors from the short pairs."""
    from embeddings.training.static import train_static

    short = load_short(space, load_pairs(require(space.pairs, "prepare")), recipe)
    vectors = train_static(
        [*short.french, *short.english],
        np.load(require(space.teacher_vectors, "teacher")),
        np.concatenate([short.targets, short.targets]),
        load_tokenizer(space).get_vocab_size(),
        epochs=recipe.static_epochs,
        rate=recipe.static_rate,
        seed=recipe.seed,
    )
    np.save(space.static, vectors)


def warm_start(space: Workspace, recipe: Recipe) -> None:
    """Make the first student from the teacher and the static vectors."""
    from embeddings.training.model import make_student, save_student
    from embeddings.training.teacher import open_teacher
    from embeddings.training.warmstart import start_table

    pairs = load_pairs(require(space.pairs, "prepare"))
    tokenizer, teacher = load_tokenizer(space), open_teacher(recipe.teacher)
    vocabulary, known = tokenizer.get_vocab(), teacher.tokenizer.get_vocab()
    counts = np.zeros(len(vocabulary), np.int64)
    for ids in tokenize(tokenizer, [pair.english for pair in pairs], 256):
        np.add.at(counts, ids, 1)
    table = start_table(
        vocabulary,
        known,
        teacher.body.get_input_embeddings().weight.detach(),
        np.load(require(space.static, "static")),
        counts,
    )
    save_student(make_student(teacher, table, mark_shared(vocabulary, known)), space.start)


def mark_shared(vocabulary: Mapping[str, int], known: Mapping[str, int]) -> "torch.Tensor":
    """Return which of the student's pieces the teacher has too, bool of shape (pieces,)."""
    import torch

    shared = torch.zeros(len(vocabulary), dtype=torch.bool)
    shared[[at for piece, at in vocabulary.items() if piece in known]] = True
    return shared


def adopt(space: Workspace, recipe: Recipe, folder: Path) -> None:
    """Make the first student from the weights of a folder that `export` wrote, and its tokenizer.

    Raises:
        MissingStepError: the folder lacks either.
    """
    from safetensors.torch import load_file

    from embeddings.training.model import make_student, save_student
    from embeddings.training.teacher import open_teacher

    weights = load_file(require(folder / "model.safetensors", "export"))
    tokenizer = Tokenizer.from_file(str(require(folder / "tokenizer.json", "export")))
    teacher = open_teacher(recipe.teacher)
    vocabulary, known = tokenizer.get_vocab(), teacher.tokenizer.get_vocab()
    table = weights.pop("embeddings.word_embeddings.weight").float()
    student = make_student(teacher, table, mark_shared(vocabulary, known))
    kept = student.body.state_dict()
    student.body.load_state_dict(kept | {n: v.float() for n, v in weights.items() if n in kept})
    tokenizer.save(str(space.tokenizer))
    save_student(student, space.start)


def load_long(
    space: Workspace, pairs: Sequence[Pair], teacher: "Teacher", recipe: Recipe
) -> LongTexts:
    """Return the pairs to join, end marks removed, file by file in their order."""
    # Each source as a whole, so that neighbours stay neighbours.
    chosen = [
        pair
        for source, times in recipe.joined.items()
        for pair in times * [pair for pair in pairs if pair.source == source]
    ] or list(pairs)
    tokenizer = load_tokenizer(space)
    french = tokenize(tokenizer, [pair.french for pair in chosen], 256)
    english = tokenize(tokenizer, [pair.english for pair in chosen], 256)
    theirs = teacher.tokenize([pair.english for pair in chosen])
    vocabulary = tokenizer.get_vocab()
    ends = (vocabulary["[CLS]"], vocabulary["[SEP]"])
    their_ends = (teacher.tokenizer.cls_token_id, teacher.tokenizer.sep_token_id)
    return LongTexts(
        [ids[1:-1] for ids in french],
        [ids[1:-1] for ids in english],
        [ids[1:-1] for ids in theirs],
        recipe.long_limit,
        ends,
        their_ends,
    )


def train_student(
    space: Workspace, recipe: Recipe, budget: "Budget", *, device: str = "cpu"
) -> None:
    """Train the whole student, from its checkpoint if there is one."""
    import torch

    from embeddings.training.loop import Trainer, train
    from embeddings.training.model import load_student
    from embeddings.training.teacher import open_teacher

    torch.manual_seed(recipe.seed)
    pairs = load_pairs(require(space.pairs, "prepare"))
    teacher = open_teacher(recipe.teacher)
    start = torch.load(require(space.start, "warmstart"))
    trainer = Trainer(
        load_student(teacher, start),
        teacher,
        np.load(require(space.teacher_vectors, "teacher")),
        np.load(require(space.neighbours, "teacher")),
        body_rate=recipe.body_rate,
        new_rate=recipe.new_rate,
        shared_rate=recipe.shared_rate,
        bank=recipe.bank,
        near=recipe.near_bank,
        seed=recipe.seed,
        device=device,
    )
    if space.checkpoint.exists():
        trainer.resume(space.checkpoint)
    chance = np.random.default_rng([recipe.seed, trainer.step])
    short = load_short(space, pairs, recipe)
    long = load_long(space, pairs, teacher, recipe)
    train(
        trainer,
        draw_short(short, recipe.english_share, recipe.short_batch, chance),
        draw_long(long, recipe.long_english_share, recipe.long_batch, chance),
        budget,
        long_every=recipe.long_every,
        warm_up=recipe.warm_up,
        checkpoint=space.checkpoint,
        log=space.log,
    )


def load_average(space: Workspace, teacher: "Teacher") -> "Student":
    """Return the averaged student of the checkpoint, or the warm-started one."""
    import torch

    from embeddings.training.model import load_student

    if space.checkpoint.exists():
        state = torch.load(space.checkpoint, map_location="cpu", weights_only=False)["average"]
    else:
        state = torch.load(require(space.start, "warmstart"), map_location="cpu")
    return load_student(teacher, state)


def export(space: Workspace, recipe: Recipe, folder: Path) -> None:
    """Write the student as a sentence-transformers folder, its weights in fp16."""
    from embeddings.training.export import export_student
    from embeddings.training.teacher import open_teacher

    teacher = open_teacher(recipe.teacher)
    student = load_average(space, teacher)
    export_student(student, teacher.body.pooler, load_tokenizer(space), folder)
