"""The documentation page of the framework file, made from the models that read it."""
