"""Training of the cross-encoder that reads a question and a passage together."""
