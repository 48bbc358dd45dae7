"""The party: an append-only log of what happened, from which the standings, the heat and the games are derived."""
