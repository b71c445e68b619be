"""Writing bulletins: drafts whose numbers know their figures, wording, rounding, outlines. No Django, no clock, no settings."""
