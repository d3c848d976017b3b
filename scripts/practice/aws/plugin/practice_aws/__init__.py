"""AWS as practice plays it: moto, and what moto lacks."""
