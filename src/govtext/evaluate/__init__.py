"""Gold and predicted to scores; agreement between coders."""
