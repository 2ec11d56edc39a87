"""The training commands: each makes files in the workspace for the next."""

import sys
from pathlib import Path

import click

from embeddings.errors import EmbeddingError
from embeddings.training import steps
from embeddings.training.recipe import Recipe, read_recipe
from embeddings.training.workspace import Workspace


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
@click.pass_obj
def prepare(run: tuple[Workspace, Recipe, str], data: Path) -> None:
    """Gather the pairs and add variants of them."""
    click.echo(f"{steps.prepare(run[0], data, run[1])} pairs")


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
@click.option("--steps", "count", type=int, default=10_000, show_default=True)
@click.option("--minutes", type=float, default=120.0, show_default=True)
@click.pass_obj
def train(run: tuple[Workspace, Recipe, str], count: int, minutes: float) -> None:
    """Train the student until its steps or minutes are used; goes on from a checkpoint."""
    from embeddings.training.loop import Budget

    steps.train_student(run[0], run[1], Budget(count, minutes), device=run[2])
