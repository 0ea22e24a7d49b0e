"""Refusals: a room says no with a code and values; `entry` holds the words, in each language."""

from msgspec import Struct


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """What was asked cannot be done; `code` names why, `values` fill the sentence.

    Raising it inside a transaction undoes the transaction.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in sorted(self.values.items()))
        return f"{self.code} ({shown})" if shown else self.code


class Why(Struct, frozen=True):
    """A refusal as a row keeps it, for later: its code, and what fills the sentence."""

    code: str
    values: dict[str, str | int] = {}
