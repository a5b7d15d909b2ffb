"""The rules of a framework file: compiled, tried on answers, and searched before publishing."""
