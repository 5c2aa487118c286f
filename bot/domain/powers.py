"""Who may do what in the moderators' chat: a table by role, in which every command and every button stands.

What is not in it nobody may do. Coordinators have powers over their own group only, and none here: their buttons are
those of people, and each looks whether the person coordinates that very group now.
"""

from typing import Final

MODERATOR: Final = "moderator"
LEAD: Final = "lead"

# What gives or takes power, and what changes things for whole groups.
_OF_LEADS = """
newgroup closegroup m-shut m-end-group mergegroups m-one-group
mode m-mode m-kind
coordinator m-appoint m-relieve
score
"""
# The daily work. Opening words asks for a reason; a second moderator agrees to what handlers/moderators/registry.py
# names under AGREED, and where the act says so one of the two has to be a lead.
_OF_ALL = """
queue m-queue m-list help m-help language m-language
board alerts m-alerts m-alert take m-take m-done m-refused m-message m-again m-let-go m-jobs
request m-request m-release m-close m-end words m-words m-open m-away
match assign m-choose m-pair m-pin m-forbid m-lift m-assign m-override m-seen m-confirm m-another
requests m-requests close reassign m-reassign m-onward
people m-people person m-person m-who helpers m-helpers ban unban m-ban m-banned m-unban
approve refuse pause unpause m-approve m-refuse m-helper m-pause m-unpause
groups group describe neighbours coordinators invite m-groups m-group m-near m-link m-lead m-invite
m-uninvite m-asking m-join
obstacles obstacle m-obstacles m-obstacle m-states m-move heat m-heat m-give m-given m-joint
merge split m-join-with m-join-ask m-join-two m-unjoin m-part m-part-off
m-tellings m-told m-sentence m-redact m-out m-public m-publish m-hide redact blackout m-photo m-squares m-blackened
cards card newcard m-cards m-card m-card-new m-card-how m-card-out m-card-place
duty m-duty m-duty-on m-duty-off m-duty-take m-bell handover m-duty-give m-duty-offer m-duty-accept m-duty-stay
write m-write m-letter-send m-letter-anew m-letter-drop letters m-letters m-letter m-letter-open m-letters-end
m-saved m-use
templates m-templates m-template m-template-out
hush unhush m-hush m-unhush proof
gaps stats m-stats jobs budget audit contacts m-contacts m-contact verify m-verify
m-report m-report-why m-report-open m-hand-on
announce m-news m-newses m-news-for m-news-safe m-news-see m-news-count m-news-ask m-news-stop m-news-drop
export m-export reveal m-reveal m-agree m-disagree
"""
ONLY_LEADS: Final = frozenset(_OF_LEADS.split())
EVERY_MODERATOR: Final = frozenset(_OF_ALL.split())


def may(role: str, act: str) -> bool:
    """Whether somebody with this role may do what a command ("queue") or a button ("m-queue") is called."""
    return act in EVERY_MODERATOR or (act in ONLY_LEADS and role == LEAD)
