"""The Chinese language as far as bulletins need it: script, numerals, quantities, dates, sentences."""
