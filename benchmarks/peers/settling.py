"""What agents do halfway through a week in tools whose agents hold their own numbers."""

from __future__ import annotations

from typing import Any


class Settling:
    """A group that has planned its flows, in a model that counts deaths, arrests and recruits."""

    model: Any
    size: float
    joined: float
    killed: float
    arrested: float
    left: float

    def settle(self) -> None:
        """Lose and gain what was planned; nobody is lost twice."""
        self.killed = min(self.killed, self.size)
        self.arrested = min(self.arrested, self.size - self.killed)
        self.left = min(self.left, self.size - self.killed - self.arrested)
        self.size += self.joined - self.killed - self.arrested - self.left
        self.model.deaths += self.killed
        self.model.arrests += self.arrested
        self.model.recruits += self.joined
