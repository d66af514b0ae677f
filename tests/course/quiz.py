# quiz.py SHEET... -- TAP: questions as Moodle XML or GIFT are whole, and right by rules
# that know nothing of a run.
# SPDX-License-Identifier: MIT
import html
import re
import sys
from fractions import Fraction
import xml.etree.ElementTree as ElementTree

WRONG_NUMBER = re.compile(r"\b1 (blocks|records|times|batches|names|partitions|tasks"
                          r"|cores|receivers|sources|streams)\b")


def bare(text):
    """HTML as a text."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def plain(element):
    return bare(element.find("text").text or "")


def read_xml(path):
    for question in ElementTree.parse(path).getroot():
        if question.get("type") != "multichoice":
            continue
        choices = [(plain(answer), int(answer.get("fraction")),
                    plain(answer.find("feedback")))
                   for answer in question.iter("answer")]
        number = int(plain(question.find("name"))[:2])
        yield number, plain(question.find("questiontext")), choices


def read_gift(path):
    """What has a backslash before it is taken for itself, as Moodle does."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"\\(.)", lambda found: chr(0xE000 + ord(found.group(1))),
                      file.read())

    def whole(part):
        part = re.sub("[\ue000-\ue0ff]", lambda found: chr(ord(found.group()) - 0xE000),
                      part.replace(chr(0xE000 + ord("n")), "\n"))
        return bare(part)

    for name, ask, inner in re.findall(r"^::(.*?)::\[html\](.*?)\{\n(.*?)^\}$", text,
                                       re.M | re.S):
        choices = []
        for line in inner.splitlines():
            mark, label, reply = re.fullmatch(r"\t([=~])([^=~#{}:]*)#([^=~#{}:]*)",
                                              line).groups()
            choices.append((whole(label), 100 if mark == "=" else 0, whole(reply)))
        yield int(name[:2]), whole(ask), choices


def read(path):
    """Questions of a sheet: number, text, choices as (label, fraction, reply)."""
    return list((read_gift if path.endswith(".gift") else read_xml)(path))


def ms(text):
    """ "1.5 s" or "200 ms" as milliseconds."""
    number, unit = re.fullmatch(r"([\d.]+) (m?s)", text).groups()
    return round(float(number) * (1 if unit == "ms" else 1000))


def times(text):
    return [ms(found) for found in re.findall(r"[\d.]+ m?s\b", text)]


def join(items):
    items = [str(item) for item in items]
    if not items:
        return "none"
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def record_batch(text):
    interval, block, at = times(text)[:3]
    cut = (at // block + 1) * block
    return f"{(cut // interval + 1) * interval} ms"


def formed(text):
    interval, at = times(text)
    return str(at // interval)


def partitions(text):
    _, interval, block = times(text)[:3]
    return str(interval // block - ("first batch" in text))


def free_cores(text):
    streams, cores = re.search(r"has (\d).*local\[(\d)\]", text).groups()
    return str(int(cores) - int(streams))


def batches_done(text):
    cores, sources, at = re.search(
        r"local\[(\d)\].*from (\d).*done by (\d)\.5 s", text, re.S).groups()
    return at if int(cores) > int(sources) else "0"


def place(text):
    count, hashed = re.search(r"in (\d) partitions.* is (-?\d+)\.", text).groups()
    return str(int(hashed) % int(count))


def calls(text):
    outputs = 2 if text.startswith("Two") else 3
    return str(outputs if "not cached" in text else 1)


def window(text):
    return times(text)[:3]


def members(at, length, interval):
    last = at // interval
    return range(max(1, last - length // interval + 1), last + 1)


def first_prints(text):
    slide = window(text)[2]
    return join([slide, 2 * slide, 3 * slide]) + " ms"


def in_window(text):
    interval, length, _ = window(text)
    return join(members(times(text)[3], length, interval))


def count_windows(text):
    interval, length, slide = window(text)
    batch = int(re.search(r"is batch (\d)", text).group(1))
    return str(sum(batch in members(at, length, interval)
                   for at in range(slide, 99 * slide, slide)))


def unseen(text):
    interval, length, slide = window(text)
    seen = {batch for at in range(slide, 99 * slide, slide)
            for batch in members(at, length, interval)}
    return join([batch for batch in range(1, 11) if batch not in seen])


def legal(text):
    interval, length, _ = window(text)
    if length % interval == 0:
        return "it starts"
    below = length // interval * interval // 1000
    return f"no; {below} s or {below + interval // 1000} s would do"


def moves(text):
    interval, length, slide = window(text)
    at = times(text)[3]
    now, before = members(at, length, interval), members(at - slide, length, interval)
    return (f"in: {join([b for b in now if b not in before])}; "
            f"out: {join([b for b in before if b not in now])}")


def idle(text):
    last = int(re.search(r"in batch (\d) only", text).group(1))
    return str(last + int(re.search(r"== (\d) then return nil", text).group(1)))


def timeout(text):
    last = int(re.search(r"is in batch (\d)", text).group(1))
    limit = int(re.search(r"timeout\(Seconds\((\d)\)", text).group(1))
    return "10" if 10 - last > limit else "20"


def run_again(text):
    interval, death, back = [time for time in times(text) if time >= 1000][:3]
    return join(range(death // interval, back // interval + 1))


def delay(text):
    cost = times(text)[1]
    batch = int(re.search(r"of batch (\d)", text).group(1))
    return f"{max(0, cost - 1000) * (batch - 1)} ms"


def rate(text):
    records = int(re.search(r"batch of (\d+) records", text).group(1))
    took, waited = times(text)[1:3]
    return str(int(Fraction(records * 1000, took) * (1 - Fraction(waited, 5000))))


RULES = {1: record_batch, 2: formed, 4: partitions, 5: partitions, 8: free_cores,
         9: batches_done, 12: place, 15: calls, 17: first_prints, 18: in_window,
         19: count_windows, 20: unseen, 21: legal, 22: moves, 25: idle, 26: timeout,
         28: run_again, 29: delay, 30: rate}


def faults(number, text, choices):
    """What is wrong with a question, in words."""
    labels = [label for label, _, _ in choices]
    right = [label for label, fraction, _ in choices if fraction == 100]
    if len(right) != 1 or not 3 <= len(choices) <= 4 or len(set(labels)) < len(labels):
        yield f"its choices are {choices}"
        return
    for part in [text] + [reply for _, _, reply in choices]:
        if not part or WRONG_NUMBER.search(part):
            yield f"it says: {part}"
    for _, _, reply in choices:
        if not re.match(r"[^a-z]|[a-z]+[A-Z]", reply) or not reply.endswith("."):
            yield f"this is no sentence: {reply}"
    if number in RULES and RULES[number](text) != right[0]:
        yield f"{right[0]} is said, {RULES[number](text)} is so"


def main(paths):
    for n, path in enumerate(paths, 1):
        questions = read(path)
        found = [f"# {number}: {text}\n#   {fault}"
                 for number, text, choices in questions
                 for fault in faults(number, text, choices)]
        print("ok" if not found and len(questions) == 30 else "not ok", n,
              f"- 30 questions of {path} are whole and right")
        print("\n".join(found), end="\n" if found else "")
    print(f"1..{len(paths)}")


main(sys.argv[1:])
