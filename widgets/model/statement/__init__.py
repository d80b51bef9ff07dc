"""What the model says: equations, parameters, units and measures, stated once, and how they are printed."""
