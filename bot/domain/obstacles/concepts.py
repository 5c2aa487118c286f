"""Which concepts of likeness the answers that are pressed stand for: what one says, another presses."""

from typing import Final

from bot.domain.obstacles.facts import Facts

# The concepts of bot/domain/likeness for the codes of bot/domain/obstacles/facts.py; "other" stands for none.
OFFICE: Final = {
    "cnap": "tsnap",
    "migration": "migration_office",
    "social": "social_office",
    "pension": "pension_fund",
    "consulate": "consulate",
    "recruitment": "draft_office",
    "hospital": "hospital",
    "commission": "medical_board",
    "council": "town_hall",
    "court": "court",
    "police": "police",
    "border": "border",
    "notary": "notary",
    "translator": "translator",
    "legal_aid": "legal_aid",
    "bank": "bank",
    "tax": "tax_office",
    "school": "school",
    "shelter": "shelter",
    "charity": "fund",
}
PROMISED: Final = {
    "document": "paper",
    "status": "status",
    "payment": "payment",
    "treatment": "treatment",
    "lodging": "housing",
    "legal_help": "lawyer",
    "translation": "translation",
    "schooling": "education",
    "travel": "travel",
    "work": "work",
}
HAPPENED: Final = {
    "money": "money_demanded",
    "refused": "refused",
    "paper": "paper_demanded",
    "elsewhere": "sent_elsewhere",
    "silence": "no_answer",
    "queue": "queue",
    "badly": "rude",
}


def concepts_of(facts: Facts) -> list[str]:
    """Return the concepts of what was pressed, and the place as a mark of its own."""
    pressed = (OFFICE.get(facts.office), PROMISED.get(facts.promised), HAPPENED.get(facts.happened))
    region = f"region:{facts.region}" if facts.region else None
    return [concept for concept in (*pressed, region) if concept is not None]
