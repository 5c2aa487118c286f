"""The catalogue of needs, held against what the flows rely on."""

import pytest

from bot.domain import catalogue, contacts
from bot.domain.catalogue import NEEDS, Subneed
from bot.i18n import LANGUAGES, translate

SUBNEEDS = [subneed for need in NEEDS for subneed in need.subneeds]
BUTTON = 32  # characters that fit one button of a phone


def test_there_are_fourteen_needs_with_seventy_nine_subneeds_and_documents_come_first() -> None:
    assert len(NEEDS) == 14
    assert len(SUBNEEDS) == 79
    assert NEEDS[0].id == "documents"


def test_every_id_is_unique_and_names_its_need() -> None:
    assert len({subneed.id for subneed in SUBNEEDS}) == len(SUBNEEDS)
    assert all(subneed.id.startswith(f"{need.id}.") for need in NEEDS for subneed in need.subneeds)


@pytest.mark.parametrize("subneed", SUBNEEDS, ids=lambda subneed: subneed.id)
def test_every_label_fits_a_button_in_every_language(subneed: Subneed) -> None:
    assert [said for said in _said(subneed) if not 0 < len(said) <= BUTTON] == []


def test_no_two_buttons_of_one_need_read_the_same() -> None:
    for need in NEEDS:
        for language in LANGUAGES:
            shorts = [translate(subneed.short, language) for subneed in need.subneeds]
            assert len(set(shorts)) == len(shorts)


def test_every_contact_that_a_need_names_exists() -> None:
    assert [id for need in NEEDS for id in need.contacts if contacts.contact(id).id != id] == []


def test_a_subneed_takes_the_urgency_of_its_need_unless_it_has_its_own() -> None:
    assert catalogue.subneed("documents.passport").urgency == "normal"
    assert catalogue.subneed("documents.return_doc").urgency == "today"
    assert catalogue.subneed("housing.tonight").urgency == "now"


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        catalogue.need("weapons")
    with pytest.raises(KeyError):
        catalogue.subneed("documents.weapons")


def test_a_moderator_reads_thoughts_of_death_violence_arrest_and_money_first() -> None:
    for id in (
        "psychological.crisis",
        "psychological.after_violence",
        "legal.detained",
        "housing.tonight",
        "money.food",
        "letters.write",
    ):
        assert catalogue.moderator_first(catalogue.subneed(id)), id
    assert not catalogue.moderator_first(catalogue.subneed("documents.passport"))
    assert not catalogue.moderator_first(catalogue.subneed("talk.chat"))


def test_a_moderator_reads_every_request_from_russia_or_an_occupied_region_first() -> None:
    talk = catalogue.subneed("talk.chat")
    assert catalogue.moderator_first(talk, "RU")
    assert catalogue.moderator_first(talk, "UA-43")
    assert not catalogue.moderator_first(talk, "UA-65")


def test_a_helper_reads_of_a_sensitive_matter_only_the_category() -> None:
    bracelet = catalogue.subneed("restricted.bracelet")
    passport = catalogue.subneed("documents.passport")
    assert catalogue.shown_to_helper(bracelet).en == "Restricted movement"
    assert catalogue.shown_to_helper(passport).en == "Passport (ID card)"


def test_women_only_is_the_default_for_womens_health_and_shelter_and_offered_after_violence() -> None:
    assert [one.id for one in SUBNEEDS if one.women_only] == ["medical.women_health", "housing.women_shelter"]
    assert [one.id for one in SUBNEEDS if one.women_offer] == ["psychological.after_violence"]


def _said(subneed: Subneed) -> list[str]:
    return [translate(subneed.short, language) for language in LANGUAGES]
