"""Run the training commands."""

from embeddings.training.cli import main

main()
