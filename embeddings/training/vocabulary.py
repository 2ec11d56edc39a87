"""Build the student's WordPiece vocabulary around the teacher's pieces.

English is to be split as the teacher splits it, so every Latin piece of the
teacher stays, and a French piece that would split English words anew is dropped.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from tokenizers.trainers import WordPieceTrainer

UNKNOWN = "[UNK]"
SPECIAL = ("[PAD]", UNKNOWN, "[CLS]", "[SEP]", "[MASK]")
# A French piece may stand in English words at most this often for each time in French ones.
ENGLISH_SHARE = 0.02
LAST_LATIN = 0x24F
PUNCTUATION = range(0x2010, 0x20D0)


def make_normalizer() -> normalizers.Normalizer:
    """Return the teacher's normaliser, with one spelling for œ, æ and the apostrophe."""
    return normalizers.Sequence(
        [
            normalizers.Replace("œ", "oe"),
            normalizers.Replace("Œ", "oe"),
            normalizers.Replace("æ", "ae"),
            normalizers.Replace("Æ", "ae"),
            normalizers.Replace(Regex("[\u2019\u02bc]"), "'"),
            normalizers.BertNormalizer(lowercase=True, strip_accents=True),
        ]
    )


def make_tokenizer(pieces: Iterable[str]) -> Tokenizer:
    """Return a BERT tokenizer over these pieces, which are numbered in their order."""
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=UNKNOWN))
    tokenizer.normalizer = make_normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    ends = [(token, vocabulary[token]) for token in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=ends
    )
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


def is_latin(piece: str) -> bool:
    """Tell whether a piece is of Latin letters, figures and common punctuation."""
    return all(ord(char) <= LAST_LATIN or ord(char) in PUNCTUATION for char in piece)


def keep_teacher_pieces(vocabulary: Mapping[str, int]) -> list[str]:
    """Return the special tokens and the teacher's Latin pieces, in the teacher's order."""
    ordered = sorted(vocabulary, key=lambda piece: vocabulary[piece])
    kept = [
        piece
        for piece in ordered
        if piece not in SPECIAL and not piece.startswith("[unused") and is_latin(piece)
    ]
    return [*SPECIAL, *kept]


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count normalised words."""
    normalizer, splitter = make_normalizer(), pre_tokenizers.BertPreTokenizer()
    counts: Counter[str] = Counter()
    for text in texts:
        words = splitter.pre_tokenize_str(normalizer.normalize_str(text))
        counts.update(word for word, _ in words)
    return counts


def count_pieces(model: models.WordPiece, words: Mapping[str, int]) -> Counter[str]:
    """Count the pieces that a vocabulary splits these words into."""
    counts: Counter[str] = Counter()
    for word, count in words.items():
        for token in model.tokenize(word):
            counts[token.value] += count
    return counts


def learn_pieces(words: Mapping[str, int], size: int) -> list[str]:
    """Learn WordPiece pieces from counted words."""
    learner = Tokenizer(models.WordPiece(unk_token=UNKNOWN))
    learner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = WordPieceTrainer(
        vocab_size=size, special_tokens=list(SPECIAL), show_progress=False, min_frequency=2
    )
    # The learner counts the words of lines: counts are kept in proportion, with a bound.
    scale = max(1, max(words.values(), default=1) // 100_000)
    lines = (" ".join([word] * max(1, count // scale)) for word, count in words.items())
    learner.train_from_iterator(lines, trainer)
    return [piece for piece in learner.get_vocab() if piece not in SPECIAL and is_latin(piece)]


def drop_intruders(
    kept: Sequence[str], new: Sequence[str], french: Mapping[str, int], english: Mapping[str, int]
) -> list[str]:
    """Drop new pieces that split English words otherwise than the teacher does."""
    remaining = list(new)
    for _ in range(8):
        numbered = {piece: number for number, piece in enumerate([*kept, *remaining])}
        model = models.WordPiece(numbered, unk_token=UNKNOWN)
        in_french, in_english = count_pieces(model, french), count_pieces(model, english)
        good = [p for p in remaining if in_english[p] <= ENGLISH_SHARE * in_french[p]]
        if len(good) == len(remaining):
            break
        remaining = good
    return sorted(remaining, key=lambda piece: (-in_french[piece], piece))


def build_vocabulary(
    teacher: Mapping[str, int], french: Mapping[str, int], english: Mapping[str, int], size: int
) -> list[str]:
    """Return the student's pieces, at most `size`: the teacher's, then the commonest French."""
    kept = keep_teacher_pieces(teacher)
    known = set(kept)
    new = [piece for piece in learn_pieces(french, 2 * size) if piece not in known]
    good = drop_intruders(kept, new, french, english)
    used = good[: max(0, size - len(kept))]
    return [*kept, *drop_intruders(kept, used, french, english)]
