"""Action phrases: verb, object, agent, target and status."""
