"""Train the bundled French-English encoder by distilling an English one.

The method is knowledge distillation across languages (Reimers & Gurevych 2020,
https://arxiv.org/abs/2004.09813): a French sentence is to land where the
English teacher puts its translation.
"""
