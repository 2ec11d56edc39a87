"""Citations: a short code for each quote, and whether it is still true."""

from knowledge.citations.codes import code_of
from knowledge.citations.verdicts import Verdict, verify_code

__all__ = ["Verdict", "code_of", "verify_code"]
