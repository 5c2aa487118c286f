"""What a person told about themselves; it lies sealed with the person."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import danger, places, quiet_hours


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person told about themselves, all of it optional."""

    name: str = ""  # the chosen name of talks
    place: str = ""  # "danger", "way", "abroad", "home" or "" (rather not say)
    region: str = ""  # code of an oblast or a country
    group: int = 0  # the group of which new requests are made
    trust: str = ""  # a stricter mode of bot/domain/trust.py than the group's, as the person wishes
    zone: str = ""  # the time zone as the person set it (bot/domain/zones.py); "": that of the region
    quiet_from: int = quiet_hours.QUIET[0]  # local hours between which only danger to life wakes them
    quiet_until: int = quiet_hours.QUIET[1]
    news: int = 1  # whether announcements may come; 0: no

    @property
    def time_zone(self) -> str:
        """The IANA name of the time zone in which the person lives, as far as we know."""
        return self.zone or places.zone(self.region)

    @property
    def in_danger(self) -> bool:
        """Whether place, region or time zone tells that a phone may be searched there."""
        return danger.in_danger(self.place, (self.region,), self.zone)

    @property
    def quiet(self) -> tuple[int, int]:
        """The person's quiet hours, from and until."""
        return self.quiet_from, self.quiet_until

    def by_day(self, moment: datetime) -> datetime:
        """Return `moment`, or the end of the quiet hours that it falls into."""
        return quiet_hours.next_allowed(moment, self.time_zone, self.quiet)
