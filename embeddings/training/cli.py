"""The training commands: each makes files in the workspace for the next."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from embeddings.encoder import Encoder
from embeddings.errors import EmbeddingError
from embeddings.training import steps
from embeddings.training.recipe import Recipe, read_recipe
from embeddings.training.workspace import Workspace

LESSONS = Path(__file__).parent / "reading" / "lessons"
lessons_option = click.option(
    "--lessons",
    type=click.Path(path_type=Path, exists=True),
    default=LESSONS,
    help="Folder of *.jsonl files of passages with questions; else the bundled ones.",
)


class Commands(click.Group):
    """Says in one line what went wrong."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error of ours becomes a line and exit status 1."""
        try:
            return super().invoke(ctx)
        except EmbeddingError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)


@click.group(cls=Commands)
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path("training-work"),
    show_default=True,
    help="Folder of everything that is made on the way.",
)
@click.option(
    "--recipe",
    type=click.Path(path_type=Path, exists=True),
    help="JSON file of what to change in the default recipe.",
)
@click.option("--device", default="cpu", show_default=True, help="cpu or cuda.")
@click.pass_context
def main(context: click.Context, work: Path, recipe: Path | None, device: str) -> None:
    """Train the bundled French-English encoder."""
    work.mkdir(parents=True, exist_ok=True)
    context.obj = (Workspace(work), read_recipe(recipe), device)


@main.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder of *.fr-en.tsv[.gz] files: French, a tab, English.",
)
@lessons_option
@click.pass_obj
def prepare(run: tuple[Workspace, Recipe, str], data: Path, lessons: Path) -> None:
    """Gather the pairs, those of the lessons too, and add variants of them."""
    click.echo(f"{steps.prepare(run[0], data, run[1], lessons)} pairs")


@main.command()
@click.pass_obj
def vocabulary(run: tuple[Workspace, Recipe, str]) -> None:
    """Build the tokenizer around the teacher's pieces."""
    click.echo(f"{steps.build(run[0], run[1])} pieces")


@main.command()
@click.pass_obj
def teacher(run: tuple[Workspace, Recipe, str]) -> None:
    """Keep the teacher's vectors of the short pairs."""
    click.echo(f"{steps.ask_teacher(run[0], run[1], device=run[2])} vectors")


@main.command()
@click.pass_obj
def static(run: tuple[Workspace, Recipe, str]) -> None:
    """Learn static token vectors, for the warm start."""
    steps.make_static(run[0], run[1])


@main.command()
@click.pass_obj
def warmstart(run: tuple[Workspace, Recipe, str]) -> None:
    """Make the first student from the teacher and the static vectors."""
    steps.warm_start(run[0], run[1])


@main.command()
@click.option(
    "--folder", type=click.Path(path_type=Path, exists=True), required=True, help="As exported."
)
@click.pass_obj
def adopt(run: tuple[Workspace, Recipe, str], folder: Path) -> None:
    """Begin from exported weights, instead of vocabulary, static and warmstart."""
    steps.adopt(run[0], run[1], folder)


@main.command()
@click.option("--steps", "count", type=int, default=10_000, show_default=True)
@click.option("--minutes", type=float, default=120.0, show_default=True)
@click.pass_obj
def train(run: tuple[Workspace, Recipe, str], count: int, minutes: float) -> None:
    """Train the student until its steps or minutes are used; goes on from a checkpoint."""
    from embeddings.training.loop import Budget

    steps.train_student(run[0], run[1], Budget(count, minutes), device=run[2])


@main.command()
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True)
@click.pass_obj
def export(run: tuple[Workspace, Recipe, str], folder: Path) -> None:
    """Write the student, averaged, as a sentence-transformers folder in fp16."""
    steps.export(run[0], run[1], folder)


@main.command()
@lessons_option
@click.option("--steps", "count", type=int, default=10_000, show_default=True)
@click.option("--minutes", type=float, default=30.0, show_default=True)
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True)
@click.option("--on", "go_on", is_flag=True, help="Go on from the folder's own graph.")
@click.pass_obj
def read(
    run: tuple[Workspace, Recipe, str],
    *,
    lessons: Path,
    count: int,
    minutes: float,
    folder: Path,
    go_on: bool,
) -> None:
    """Train the cross-encoder from the student and write its int8 graph into a model folder."""
    from embeddings.training.reading.steps import train_cross

    scores, path = train_cross(
        run[0], run[1], lessons, folder, steps=count, minutes=minutes, go_on=go_on
    )
    click.echo(
        f"{path}: of {scores.examples} questions kept apart, answered ones are told from others "
        f"with an area of {scores.told:.3f}, their sentence is found in {scores.sentence:.3f}"
    )


@main.command()
@click.option("--folder", type=click.Path(path_type=Path, exists=True), required=True)
def quantise(folder: Path) -> None:
    """Write the int8 graph of a sentence-transformers folder, from token ids to unit vectors."""
    from embeddings.training.export import quantise_folder

    path = quantise_folder(folder)
    click.echo(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


@main.command()
@click.option("--encoder", "name", help="A sentence-transformers name or folder; else the bundled.")
@click.option(
    "--onnx",
    type=click.Path(path_type=Path, exists=True),
    help="A folder laid out as the bundled one, run by its int8 graph.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder of *.fr-en.tsv, and X-questions.tsv beside X-passages.jsonl.",
)
@click.option("--reference", help="The encoder that English is compared with.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(
    name: str | None, onnx: Path | None, data: Path, reference: str | None, as_json: bool
) -> None:
    """Measure an encoder: translations, questions to passages, long texts, English kept."""
    from embeddings.encoder import load_encoder
    from embeddings.training.evaluation import evaluate as measure
    from embeddings.training.evaluation import format_scores

    if onnx is not None:
        from embeddings.onnx import OnnxEncoder

        encoder: Encoder = OnnxEncoder(onnx)
    else:
        encoder = load_encoder(name)
    scores = measure(encoder, data, load_encoder(reference) if reference else None)
    if as_json:
        click.echo(json.dumps([asdict(score) for score in scores], indent=1))
    else:
        click.echo(format_scores(scores))


@main.command()
@click.option("--millions", type=float, required=True, help="Our parameters, in millions.")
@click.option("--accuracy", type=float, required=True, help="Ours on Tatoeba, French to English.")
@click.option("--to", "path", type=click.Path(path_type=Path), required=True)
def figure(millions: float, accuracy: float, path: Path) -> None:
    """Draw size against accuracy, with the published models."""
    from embeddings.onnx import BUNDLED_NAME
    from embeddings.training.published import PUBLISHED, Model, draw_models

    draw_models(PUBLISHED, Model(BUNDLED_NAME, millions, accuracy), path)


@main.command("all")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder of *.fr-en.tsv[.gz] files: French, a tab, English.",
)
@lessons_option
@click.option("--steps", "count", type=int, default=10_000, show_default=True)
@click.option("--minutes", type=float, default=120.0, show_default=True)
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True)
@click.pass_context
def run_all(
    context: click.Context, *, data: Path, lessons: Path, count: int, minutes: float, folder: Path
) -> None:
    """Run every step from the pairs to both int8 graphs; what is made already is kept.

    The cross-encoder gets a quarter of the minutes that the encoder gets.
    """
    space: Workspace = context.obj[0]
    made = {
        prepare: (space.pairs, {"data": data, "lessons": lessons}),
        vocabulary: (space.tokenizer, {}),
        teacher: (space.teacher_vectors, {}),
        static: (space.static, {}),
        warmstart: (space.start, {}),
    }
    for command, (path, settings) in made.items():
        if not path.exists():
            context.invoke(command, **settings)
    context.invoke(train, count=count, minutes=minutes)
    context.invoke(export, folder=folder)
    context.invoke(quantise, folder=folder)
    context.invoke(read, lessons=lessons, count=count, minutes=minutes / 4, folder=folder)
