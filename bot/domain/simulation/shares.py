"""What is assumed of a community: who needs what, who can what, who speaks what. Assumptions, not facts."""

from typing import Final

# need: (share of the requests, share of the helpers who can), both in per cent.
NEEDS: Final[dict[str, tuple[float, float]]] = {
    "talk": (18, 55),
    "documents": (13, 18),
    "housing": (9, 10),
    "money": (8.5, 13),
    "transport": (7.5, 16),
    "work": (7, 12),
    "medical": (7, 9),
    "benefits": (6, 12),
    "legal": (5, 5),
    "psychologist": (4.5, 4.5),
    "clothes": (4, 14),
    "translation": (3, 7),
    "school": (2.5, 8),
    "family": (2, 3),
    "rehabilitation": (1.5, 1.6),
    "hepatitis": (1.5, 0.6),
}
# Languages of a person, with weights.
LANGUAGES: Final = (
    (("uk",), 30),
    (("uk", "ru"), 52),
    (("ru",), 7),
    (("uk", "ru", "en"), 9),
    (("uk", "en"), 2),
)
# Countries beside Ukraine, with weights and the hours to add to Kyiv's (in winter).
COUNTRIES: Final = {
    "PL": (6, -1),
    "DE": (6, -1),
    "GE": (5, 2),
    "CZ": (3, -1),
    "RO": (2, 0),
    "MD": (2, 0),
    "LT": (1, 0),
    "GB": (1, -2),
}
LEFT_OUT: Final = "UA-40"  # Sevastopol goes with Crimea: 26 regions
BUSY: Final = {"UA-30": 5, "UA-63": 3, "UA-12": 3, "UA-46": 3, "UA-51": 2, "UA-32": 2, "UA-53": 2}
ABROAD: Final = 0.18  # of the regional groups
THEMATIC: Final = 0.25  # of the groups
GROUP_SIZES: Final = (5, 80)
GROUP_MEAN: Final = 42  # people
SECOND_GROUP: Final = 0.35  # of the helpers
AT_HOME: Final = 0.85  # of a regional group's people live in its region

WOMEN: Final = 0.55
CAN_TRAVEL: Final = 0.4
CAPACITIES: Final = ((1, 28), (2, 34), (3, 22), (4, 10), (5, 6))
STATUSES: Final = (("active", 88), ("paused", 6), ("pending", 4), ("suspended", 2))
APPROVED: Final = 0.97
QUIET: Final = 0.85  # of the helpers keep quiet hours
NIGHT_OK: Final = 0.3
BLOCK_FREE: Final = (0.08, 0.5, 0.55, 0.72)  # of a helper's blocks of six hours, night to evening
BLOCK_ASKED: Final = (0.1, 0.6, 0.7, 0.7)  # of a request's
ANY_TIME: Final = 0.35  # of the requests and of the helpers

URGENCIES: Final = ((1, 62), (2, 22), (3, 16))
IN_PERSON: Final = 0.45
RESTRICTED: Final = 0.18
WANTS_WOMAN: Final = 0.07
HELPERS_ASK: Final = 0.08  # of the requests come from people who also help
