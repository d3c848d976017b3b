"""What a template says once its functions are worked out."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .errors import invalid

_VARIABLE = re.compile(r"\$\{(!?)([^}]+)\}")
NO_VALUE = object()


def read(body: str) -> dict[str, Any]:
    """A template's text: JSON, or YAML with the short forms of the functions."""
    try:
        template = yaml.load(body, Loader=_Loader)  # noqa: S506: a safe loader's own child
    except yaml.YAMLError as error:
        invalid(f"Template format error: {error}")
    if not isinstance(template, dict) or not template.get("Resources"):
        invalid(
            "Template format error: At least one Resources member must be defined."
        )
    return template


@dataclass
class Scope:
    """What a template's functions can name."""

    template: dict[str, Any]
    parameters: dict[str, Any]
    pseudo: dict[str, Any]
    exports: Callable[[str], str | None]
    # Of each resource that is made: its id and its attributes.
    ids: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def resolve(self, value: Any) -> Any:
        if isinstance(value, list):
            return [
                done
                for done in map(self.resolve, value)
                if done is not NO_VALUE
            ]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            name, argument = next(iter(value.items()))
            if name in _FUNCTIONS:
                return _FUNCTIONS[name](self, argument)
        done = {key: self.resolve(one) for key, one in value.items()}
        return {key: one for key, one in done.items() if one is not NO_VALUE}

    def holds(self, condition: str) -> bool:
        return bool(self.resolve(self.template["Conditions"][condition]))

    def ref(self, name: str) -> Any:
        for known in (self.pseudo, self.parameters, self.ids):
            if name in known:
                return known[name]
        invalid(
            f"Template format error: Unresolved resource dependencies [{name}] in the Resources block of the template"
        )

    def attribute(self, argument: str | list[str]) -> Any:
        name, attribute = (
            argument.split(".", 1) if isinstance(argument, str) else argument
        )
        attribute = self.resolve(attribute)
        known = self.attributes.get(name)
        if known is None or attribute not in known:
            invalid(
                f"Template error: resource {name} does not support attribute type {attribute} in Fn::GetAtt"
            )
        return known[attribute]


def order(resources: dict[str, Any]) -> list[str]:
    """The resources, each after those that it names."""
    done: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in done:
            return
        if name in above:
            invalid(f"Circular dependency between resources: [{', '.join(above)}]")
        for other in needs(resources[name]):
            if other in resources and other != name:
                visit(other, (*above, name))
        done.append(name)

    for name in resources:
        visit(name, ())
    return done


def needs(resource: dict[str, Any]) -> list[str]:
    depends = resource.get("DependsOn") or []
    named = [depends] if isinstance(depends, str) else list(depends)
    return [*named, *_named(resource.get("Properties") or {})]


def parameters_of(
    template: dict[str, Any],
    given: dict[str, str],
    lookup: Callable[[str], str],
) -> dict[str, Any]:
    known = template.get("Parameters") or {}
    values: dict[str, Any] = {}
    for name, about in known.items():
        value = given.get(name, about.get("Default"))
        if value is None:
            invalid(f"Parameters: [{name}] must have values")
        kind = str(about["Type"])
        if kind.startswith("AWS::SSM::Parameter::Value"):
            value = lookup(str(value))
        is_list = kind.startswith("List<") or kind == "CommaDelimitedList"
        values[name] = str(value).split(",") if is_list else value
    unknown = set(given) - set(known)
    if unknown:
        invalid(f"Parameters: [{', '.join(sorted(unknown))}] do not exist in the template")
    return values


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    if not isinstance(value, dict):
        return
    for key, one in value.items():
        if key == "Ref" and isinstance(one, str):
            yield one
        elif key == "Fn::GetAtt":
            yield one.split(".")[0] if isinstance(one, str) else one[0]
        elif key == "Fn::Sub":
            text = one if isinstance(one, str) else one[0]
            for literal, name in _VARIABLE.findall(text):
                if not literal:
                    yield name.split(".")[0]
            yield from _named(one if isinstance(one, list) else [])
        else:
            yield from _named(one)


def _sub(scope: Scope, argument: Any) -> str:
    text, own = (argument, {}) if isinstance(argument, str) else argument
    own = {key: scope.resolve(value) for key, value in own.items()}

    def value(found: re.Match[str]) -> str:
        literal, name = found.groups()
        if literal:
            return f"${{{name}}}"
        if name in own:
            return str(own[name])
        return str(scope.attribute(name) if "." in name else scope.ref(name))

    return _VARIABLE.sub(value, text)


def _find_in_map(scope: Scope, argument: list[Any]) -> Any:
    name, first, second = (scope.resolve(one) for one in argument)
    try:
        return scope.template["Mappings"][name][first][second]
    except KeyError:
        invalid(
            f"Template error: Unable to get mapping for {name}::{first}::{second}"
        )


def _import(scope: Scope, argument: Any) -> str:
    name = scope.resolve(argument)
    value = scope.exports(name)
    return value if value is not None else invalid(f"No export named {name} found.")


def _join(scope: Scope, argument: list[Any]) -> str:
    return str(argument[0]).join(str(one) for one in scope.resolve(argument[1]))


def _zones(scope: Scope, argument: Any) -> list[str]:
    region = scope.resolve(argument) or scope.pseudo["AWS::Region"]
    return [f"{region}{letter}" for letter in "abc"]


def _base64(scope: Scope, argument: Any) -> str:
    return base64.b64encode(str(scope.resolve(argument)).encode()).decode()


_FUNCTIONS: dict[str, Callable[[Scope, Any], Any]] = {
    "Ref": lambda scope, name: scope.ref(name),
    "Condition": lambda scope, name: scope.holds(name),
    "Fn::GetAtt": lambda scope, argument: scope.attribute(argument),
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::FindInMap": _find_in_map,
    "Fn::ImportValue": _import,
    "Fn::GetAZs": _zones,
    "Fn::Base64": _base64,
    "Fn::Split": lambda scope, argument: scope.resolve(argument[1]).split(argument[0]),
    "Fn::Select": lambda scope, argument: scope.resolve(argument[1])[int(scope.resolve(argument[0]))],
    "Fn::If": lambda scope, argument: scope.resolve(argument[1 if scope.holds(argument[0]) else 2]),
    "Fn::Equals": lambda scope, argument: scope.resolve(argument[0]) == scope.resolve(argument[1]),
    "Fn::Not": lambda scope, argument: not scope.resolve(argument[0]),
    "Fn::And": lambda scope, argument: all(map(scope.resolve, argument)),
    "Fn::Or": lambda scope, argument: any(map(scope.resolve, argument)),
    "Fn::ToJsonString": lambda scope, argument: json.dumps(scope.resolve(argument)),
}


class _Loader(yaml.SafeLoader):
    pass


def _short(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


# A day in a template is text, as AWSTemplateFormatVersion is.
_Loader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_multi_constructor("!", _short)
