"""From a file to a policy as a value: front matter, a tree of clauses with stable codes, targets, sources.

`read_policy(data, name)` takes Markdown or docx. Nothing here touches the database.
"""
from xuanguan.policies.parsing.opening import read_policy
from xuanguan.policies.parsing.values import FrontMatter, ParsedClause, ParsedPolicy, ParsedTarget

__all__ = ["FrontMatter", "ParsedClause", "ParsedPolicy", "ParsedTarget", "read_policy"]
