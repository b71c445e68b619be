"""The components, by what they are for. Each is a template tag with named props and a template of the same name.

A prop that a component does not know is a TemplateSyntaxError when the template is compiled: that is Django's own strictness
about the signature of a tag, so a signature here is the whole contract.
"""
