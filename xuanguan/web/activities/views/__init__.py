"""The pages of activities: lists, a record, the report form, the queue of a verifier, totals."""
