"""The modules of the four packages, and what they import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("bot", "knowledge", "embeddings", "prompts")


def modules() -> list[Path]:
    """Return the path of every module, relative to the root."""
    return sorted(
        path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py")
    )


def imports(module: Path) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports, at whatever depth."""
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = list(module.parts[: len(module.parts) - node.level])
            base = ".".join([*(parents if node.level else []), *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
            yield from (str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant))


def importers(library: str) -> set[str]:
    """Return the modules that import a library."""
    return {
        module.as_posix()
        for module in modules()
        if any(name.split(".")[0] == library for name in imports(module))
    }
