"""A group works on an obstacle together: ways, votes, tasks, and a joint request to the authority."""

from handlers.together import (
    answering,
    complaining,
    drafting,
    joint,
    page,
    sending,
    signing,
    steering,
    steering_joint,
    taking,
    tasks,
    voting,
    ways,
)

FLOWS = (
    ways.FLOW,
    steering.FLOW,
    tasks.FLOW,
    drafting.FLOW,
    signing.FLOW,
    signing.PROPOSING,
    sending.FLOW,
    answering.FLOW,
)
ACTIONS = (
    *page.ACTIONS,
    *taking.ACTIONS,
    *ways.ACTIONS,
    *voting.ACTIONS,
    *steering.ACTIONS,
    *tasks.ACTIONS,
    *drafting.ACTIONS,
    *joint.ACTIONS,
    *signing.ACTIONS,
    *steering_joint.ACTIONS,
    *complaining.ACTIONS,
    *sending.ACTIONS,
    *answering.ACTIONS,
)
