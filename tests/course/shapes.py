# tests/course/shapes.py KIND FILE -- whether FILE is what a grader of that kind reads:
# fields that must be there, their types, and the words of a status.
# SPDX-License-Identifier: MIT
#
# Prints each fault on a line; exits with 1 if there is one.
import base64
import json
import sys
import xml.etree.ElementTree as ElementTree

faults = []


def expect(condition, text):
    if not condition:
        faults.append(text)


def fields(thing, wanted, where):
    """wanted: name -> type, or a tuple of them; all must be there, and no other."""
    expect(isinstance(thing, dict), where + " is no object")
    for name, kind in wanted.items():
        if name not in thing:
            faults.append("%s lacks %s" % (where, name))
        elif type(thing[name]) not in (kind if isinstance(kind, tuple) else (kind,)):
            faults.append("%s.%s is %r" % (where, name, thing[name]))
    for name in thing:
        expect(name in wanted, "%s has a field %s" % (where, name))


NULL = type(None)
NUMBER = (int, float)


def gradescope(text):
    result = json.loads(text)
    fields(result, {"score": NUMBER, "output": str, "output_format": str,
                    "visibility": str, "stdout_visibility": str, "tests": list},
           "results.json")
    formats = ("text", "html", "simple_format", "md", "ansi")
    seen = ("hidden", "after_due_date", "after_published", "visible")
    expect(result["output_format"] in formats, "output_format")
    expect(result["stdout_visibility"] in seen, "stdout_visibility")
    for test in result["tests"]:
        fields(test, {"name": str, "name_format": str, "number": str, "score": NUMBER,
                      "max_score": NUMBER, "status": str, "output": str,
                      "output_format": str, "visibility": str}, "a test")
        expect(test["status"] in ("passed", "failed"), "status")
        expect(test["visibility"] in seen, "visibility")
        expect(0 <= test["score"] <= test["max_score"], "score")
        expect(test["output_format"] in formats, "output_format of a test")
        expect((test["status"] == "passed") == (test["score"] == test["max_score"] > 0)
               or test["max_score"] == 0, "status and score of " + test["name"])
    expect(result["score"] == sum(test["score"] for test in result["tests"]), "sum")


def classroom(text):
    expect(text.count("\n") == 1, "one line")
    result = json.loads(base64.b64decode(text, validate=False))
    fields(result, {"version": int, "status": str, "max_score": NUMBER, "tests": list},
           "the result")
    expect(result["version"] == 1, "version")
    expect(result["status"] in ("pass", "fail", "error"), "status")
    for test in result["tests"]:
        fields(test, {"name": str, "status": str, "message": (str, NULL),
                      "filename": str, "line_no": int, "duration": NUMBER,
                      "score": NUMBER}, "a test")
        expect(test["status"] in ("pass", "fail", "error"), "status of a test")


def exercism(text):
    result = json.loads(text)
    expect(result.get("version") == 3, "version")
    expect(result.get("status") in ("pass", "fail", "error"), "status")
    if result["status"] == "error":
        expect(isinstance(result.get("message"), str), "an error has a message")
        return
    fields(result, {"version": int, "status": str, "tests": list}, "results.json")
    for test in result["tests"]:
        fields(test, {"name": str, "status": str, "message": (str, NULL),
                      "output": str, "test_code": str, "task_id": int}, "a test")
        expect(test["status"] in ("pass", "fail", "error"), "status of a test")
        expect(len(test["output"]) <= 500, "output of at most 500 characters")
        expect((test["message"] is None) == (test["status"] == "pass"), "message")


def check50(text):
    result = json.loads(text)
    fields(result, {"slug": str, "results": list, "version": str}, "the result")
    names = [one["name"] for one in result["results"]]
    for one in result["results"]:
        fields(one, {"name": str, "description": str, "passed": (bool, NULL),
                     "log": list, "cause": (dict, NULL), "data": dict,
                     "dependency": (str, NULL)}, "a result")
        expect((one["cause"] is None) == (one["passed"] is True), "cause")
        expect(one["cause"] is None or isinstance(one["cause"]["rationale"], str),
               "rationale")
        expect(one["dependency"] is None or one["dependency"] in names, "dependency")
        expect((one["dependency"] is None) == (one["passed"] is not None), "skipped")


def junit(text):
    suites = ElementTree.fromstring(text)
    expect(suites.tag == "testsuites", "testsuites")
    for suite in [suites] + list(suites):
        cases = suite.findall(".//testcase")
        expect(int(suite.get("tests")) == len(cases), "tests")
        failures = suite.findall(".//failure")
        expect(int(suite.get("failures")) == len(failures), "failures")
        expect(int(suite.get("skipped")) == len(suite.findall(".//skipped")), "skipped")
        for case in cases:
            expect(case.get("name") and case.get("classname"), "names of a case")
            expect(len(case) <= 1, "one outcome")


KINDS = {"gradescope": gradescope, "classroom": classroom, "exercism": exercism,
         "check50": check50, "junit": junit}

with open(sys.argv[2], encoding="utf-8") as file:
    KINDS[sys.argv[1]](file.read())
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
