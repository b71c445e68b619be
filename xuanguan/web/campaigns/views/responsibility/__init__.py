"""Who answers for which task: the matrix, single lines and cells, documents, and how they come in and go out."""
