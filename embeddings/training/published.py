"""What others' models reach, as published, and a picture of size against accuracy.

Figures: github.com/embeddings-benchmark/results at f4cc6c8, Tatoeba fra-eng accuracy; sizes are
the parameters that the models' pages state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Model:
    """A model, its parameters in millions, and its accuracy on Tatoeba, French to English."""

    name: str
    millions: float
    accuracy: float


PUBLISHED = (
    Model("all-MiniLM-L6-v2", 23, 0.086),
    Model("potion-multilingual-128M", 128, 0.525),
    Model("static-similarity-mrl-multilingual-v1", 108, 0.908),
    Model("paraphrase-multilingual-MiniLM-L12-v2", 118, 0.935),
    Model("multilingual-e5-small", 118, 0.930),
    Model("LaBSE", 471, 0.960),
)


def draw_models(models: Sequence[Model], ours: Model, path: Path) -> None:
    """Draw size against accuracy, ours marked, as the kind of picture that the suffix names."""
    import matplotlib as mpl

    mpl.use("Agg")
    # Text stays text: a smaller file, that can be searched.
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = "strong-cities"
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.5, 4.5), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xscale("log")
    axes.set_xlabel("Parameters (millions)")
    axes.set_ylabel("Tatoeba, French to English (accuracy)")
    axes.grid(visible=True, alpha=0.3)
    axes.set_ylim(0, 1.08)
    axes.set_xlim(15, 1200)
    axes.set_xticks([20, 50, 100, 200, 500, 1000], ["20", "50", "100", "200", "500", "1000"])
    for place, model in enumerate(sorted(models, key=lambda model: -model.accuracy)):
        axes.scatter(model.millions, model.accuracy, color="#5b6770")
        # Those of one size stand close together: their names go by turns above and below.
        shift = (6, 6) if place % 2 == 0 else (6, -12)
        axes.annotate(
            model.name,
            (model.millions, model.accuracy),
            xytext=shift,
            textcoords="offset points",
            fontsize=8,
        )
    axes.scatter(ours.millions, ours.accuracy, color="#c8102e", marker="D", zorder=3)
    axes.annotate(
        f"{ours.name} (ours)",
        (ours.millions, ours.accuracy),
        xytext=(-4, 8),
        textcoords="offset points",
        fontsize=9,
        fontweight="bold",
        color="#c8102e",
    )
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
