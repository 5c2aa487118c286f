"""The one clock: all business time comes from here, and the sandbox can move it forward."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Gives the time in UTC; `jump` moves it forward and never back."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) + self._ahead  # noqa: TID251 - the one place that may ask the machine

    def jump(self, by: timedelta) -> None:
        """Move the clock forward; a negative span is refused with ValueError."""
        if by < timedelta():
            raise ValueError("the clock only moves forward")
        self._ahead += by


class StoppedClock(Clock):
    """A clock that stands still until it is moved, for tests."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at

    def now(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self._at + self._ahead
