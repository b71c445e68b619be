"""How everything looks: components with named props, tokens, charts drawn as SVG, the gallery. It knows no domain words."""
