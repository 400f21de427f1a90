"""Action phrases: verb, object, agent, target and status."""

from govtext.actions.finder import ActionFinder

__all__ = ["ActionFinder"]
