"""`preserve=True`: the original bytes with the changes, and only those, made in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import siekit
from siekit.exceptions import NotWritableError, UsageError
from siekit.formats.sie4.preserving import preserved
from tests.formats.sie4.preserve.changing import with_rows
from tests.hand_made import make_document

if TYPE_CHECKING:
    from siekit.document import Document

SOURCE = """\
#FLAGGA 0
#PROGRAM "Provkassan"  1.0
#FORMAT PC8
#GEN 20250131
#SIETYP 4
#FNAMN\t"Påhittsbolaget AB"
#RAR 0 20250101 20251231
#MOMSKOD 5 "okänd"
#KONTO 1930 "Bank"
#KTYP 1930 T
#KONTO  3010 Försäljning av varor  \n
#IB 0 1930 100
#UB 0 1930 100
#PSALDO 0 202501 1930 {} 0
#VER A 1 20250115 "Köp" 20250116
{
   #TRANS 1930 {1 "Nord" 6 P1} -80.50 "" "Rad \\"ett\\"" 3 "AN"
   #TRANS 3010 {} 80.50
}

#VER A "2" 20250116
{
   #TRANS 1930 {} 5
   #TRANS 3010 -5
}
"""


def source(text: str = SOURCE, codec: str = "cp437", line_end: str = "\r\n") -> bytes:
    """The bytes of a text."""
    return text.replace("\n", line_end).encode(codec)


def read(text: str = SOURCE, codec: str = "cp437", line_end: str = "\r\n") -> Document:
    """The document of a text."""
    return siekit.read(source(text, codec, line_end))


def changed(document: Document, table: str, at: int, **values: object) -> Document:
    """A document with other values in one row of a table."""
    rows = document[table].to_pylist()
    rows[at].update(values)
    return with_rows(document, table, rows)


def expect(document: Document, *pairs: tuple[str, str], codec: str = "cp437") -> None:
    """Check that the document is written as SOURCE with some pieces replaced."""
    text = SOURCE
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert preserved(document).data == source(text, codec)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["cp437", "latin-1", "utf-8", "utf-8-sig", "utf-16", "mac-roman"])
def test_an_unchanged_document_gives_its_bytes(codec: str, line_end: str) -> None:
    """Whatever encoding and line ends, nothing differs."""
    made = preserved(read(SOURCE, codec, line_end))
    assert made.data == source(SOURCE, codec, line_end)
    assert not made.findings


@pytest.mark.parametrize("codec", ["cp437", "latin-1", "utf-8", "utf-8-sig", "utf-16", "mac-roman"])
def test_a_change_is_made_in_the_encoding_of_the_file(codec: str) -> None:
    """A new text has its letters in the bytes that the others have."""
    document = changed(read(SOURCE, codec), "vouchers", 0, text="Årets köp")
    text = SOURCE.replace('"Köp"', '"Årets köp"')
    assert preserved(document).data == source(text, codec)


@pytest.mark.parametrize(
    ("table", "at", "values", "old", "new"),
    [
        ("transactions", 0, {"amount": Decimal("-81.5")}, "-80.50", "-81.50"),
        ("transactions", 0, {"text": 'a "b"'}, '"Rad \\"ett\\""', '"a \\"b\\""'),
        ("transactions", 0, {"date": date(2025, 1, 2)}, '-80.50 ""', "-80.50 20250102"),
        ("transactions", 0, {"signature": None}, ' 3 "AN"', " 3"),
        ("transactions", 0, {"quantity": None}, ' 3 "AN"', ' "" "AN"'),
        ("transactions", 1, {"text": "Ny"}, "80.50\n}", '80.50 "" "Ny"\n}'),
        ("transactions", 1, {"kind": "removed"}, "#TRANS 3010 {} 80.50", "#BTRANS 3010 {} 80.50"),
        ("vouchers", 1, {"number": "3"}, '"2"', '"3"'),
        ("vouchers", 0, {"registration_date": None}, ' "Köp" 20250116', ' "Köp"'),
        ("accounts", 1, {"name": "Varor"}, "Försäljning av varor ", "Varor "),
        ("accounts", 1, {"name": "Mer varor"}, "Försäljning av varor ", '"Mer varor" '),
        ("accounts", 0, {"type_raw": "S"}, "#KTYP 1930 T", "#KTYP 1930 S"),
        ("accounts", 0, {"type": "cost"}, "#KTYP 1930 T", "#KTYP 1930 K"),
        ("accounts", 0, {"type_raw": None}, "#KTYP 1930 T\n", ""),
        ("accounts", 0, {"unit": "st"}, "#KTYP 1930 T\n", '#KTYP 1930 T\n#ENHET 1930 "st"\n'),
        ("balances", 0, {"kind": "closing"}, "#IB 0 1930", "#UB 0 1930"),
        ("balances", 0, {"quantity": Decimal(2)}, "#IB 0 1930 100", "#IB 0 1930 100 2"),
        ("period_balances", 0, {"year_no": -1, "period": 202501}, "", ""),
        ("fiscal_years", 0, {"end_date": date(2025, 6, 30)}, "20251231", "20250630"),
        ("other_records", 0, {"raw": "#MOMSKOD 6"}, '#MOMSKOD 5 "okänd"', "#MOMSKOD 6"),
    ],
)
def test_only_the_field_of_a_changed_cell_differs(
    table: str, at: int, values: dict[str, Any], old: str, new: str
) -> None:
    """Quotes, spaces and everything else on the line stay."""
    document = changed(read(), table, at, **values)
    if not old:
        with pytest.raises(siekit.SiekitError, match="year_no in row 1 of period_balances"):
            preserved(document)
        return
    expect(document, (old, new))


def test_elements_of_a_list_that_stay_are_not_written_anew() -> None:
    """Each object keeps its quotes, and a new one gets those of the others."""
    objects = [{"dimension": 1, "object": "Syd"}, {"dimension": 6, "object": "P1"}]
    expect(changed(read(), "transactions", 0, objects=objects), ('"Nord"', '"Syd"'))
    expect(
        changed(read(), "transactions", 0, objects=objects[1:]),
        ('{1 "Nord" 6 P1}', '{6 "P1"}'),
    )
    expect(changed(read(), "transactions", 0, objects=[]), ('{1 "Nord" 6 P1}', "{}"))


def test_a_list_that_was_left_out_is_put_in() -> None:
    """A row without a list gets one where it belongs."""
    document = changed(read(), "transactions", 3, objects=[{"dimension": 1, "object": "N"}])
    expect(document, ("#TRANS 3010 -5", '#TRANS 3010 {1 "N"} -5'))


def test_a_balance_that_gets_objects_gets_their_label() -> None:
    """#IB of an object is #OIB."""
    document = changed(read(), "balances", 0, objects=[{"dimension": 1, "object": "N"}])
    expect(document, ("#IB 0 1930 100", '#OIB 0 1930 {1 "N"} 100'))


def test_removed_rows_take_their_lines_with_them() -> None:
    """One row of a table is one line less."""
    for name, line in (("balances", "#IB 0 1930 100\n"), ("other_records", SOURCE.split("\n")[7])):
        document = read()
        rows = document[name].to_pylist()[1:]
        expect(with_rows(document, name, rows), (f"{line}".rstrip("\n") + "\n", ""))


def test_a_removed_voucher_goes_with_its_braces_and_rows() -> None:
    """The blank line between vouchers stays."""
    document = read()
    vouchers = document["vouchers"].to_pylist()[1:]
    rows = [row for row in document["transactions"].to_pylist() if row["voucher_id"] == 2]
    start, stop = SOURCE.index("#VER A 1"), SOURCE.index('\n#VER A "2"')
    made = with_rows(with_rows(document, "vouchers", vouchers), "transactions", rows)
    expect(made, (SOURCE[start:stop], ""))


def test_rows_of_a_removed_voucher_may_not_stay() -> None:
    """Rows without a home are refused, never dropped."""
    document = read()
    vouchers = document["vouchers"].to_pylist()[1:]
    with pytest.raises(NotWritableError, match="voucher_id 1"):
        preserved(with_rows(document, "vouchers", vouchers))


def test_a_new_row_stands_before_the_closing_brace_of_its_voucher() -> None:
    """It is indented as its neighbours are."""
    document = read()
    rows = document["transactions"].to_pylist()
    new = {**rows[1], "line": None, "amount": Decimal(1), "account": "3740"}
    expect(
        with_rows(document, "transactions", [*rows, new]),
        ("#TRANS 3010 {} 80.50\n", "#TRANS 3010 {} 80.50\n   #TRANS 3740 {} 1.00\n"),
    )


def test_a_row_that_moves_takes_its_bytes_along() -> None:
    """A row given to another voucher stands there as it was written."""
    document = changed(read(), "transactions", 0, voucher_id=2)
    line = SOURCE.split("\n")[17] + "\n"
    assert line.startswith("   #TRANS 1930 {1")
    expect(document, (line, ""), ("#TRANS 3010 -5\n", f"#TRANS 3010 -5\n{line}"))


def test_a_new_voucher_stands_where_its_number_says() -> None:
    """After the last one, between two, or before the first, rows and braces with it."""
    for number, before in ((9, None), (1.5, '\n#VER A "2"'), (0, "#VER A 1")):
        document = read()
        vouchers, rows = (document[name].to_pylist() for name in ("vouchers", "transactions"))
        for row in (*vouchers, *rows):
            row["voucher_id"] *= 10
        own = {"line": None, "voucher_id": int(number * 10)}
        vouchers.append({**vouchers[1], **own, "number": "7"})
        rows.append({**rows[2], **own})
        new = "#VER A 7 20250116\n{\n   #TRANS 1930 {} 5.00\n}\n"
        made = with_rows(with_rows(document, "vouchers", vouchers), "transactions", rows)
        end = "#TRANS 3010 -5\n}\n"
        expect(made, (before, new + before) if before else (end, end + new))


def test_vouchers_need_numbers_of_their_own() -> None:
    """Two vouchers with one voucher_id are refused: nobody could tell whose the rows are."""
    document = read()
    vouchers = document["vouchers"].to_pylist()
    with pytest.raises(NotWritableError, match="voucher_id of its own"):
        preserved(with_rows(document, "vouchers", [*vouchers, {**vouchers[0], "line": None}]))


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("{\n}\n", "{\n\t#TRANS 1930 {} 5.00\n}\n"),
        ("{}\n", "{\n\t#TRANS 1930 {} 5.00\n}\n"),
        (" { }\n", " {\n\t#TRANS 1930 {} 5.00\n }\n"),
        ("", "{\n\t#TRANS 1930 {} 5.00\n}\n"),
        ("}\n", "\t#TRANS 1930 {} 5.00\n}\n"),
        ("{\n", "{\n\t#TRANS 1930 {} 5.00\n"),
        ("{\n#TRANS 3 {} 1\n#IB 0 1 1\n", "{\n#TRANS 3 {} 1\n#TRANS 1930 {} 5.00\n#IB 0 1 1\n"),
    ],
)
def test_rows_are_put_into_blocks_that_lack_something(block: str, expected: str) -> None:
    """A voucher without rows, without braces or with both on a line takes a row."""
    head = '#FLAGGA 0\n#SIETYP 4\n#FNAMN "X"\n#VER A 1 20250101\n'
    document = read(head + block)
    row = {**dict.fromkeys(document["transactions"].column_names), "voucher_id": 1}
    row |= {"document_id": 1, "kind": "normal", "account": "1930", "objects": []}
    row["amount"] = Decimal(5)
    rows = [*document["transactions"].to_pylist(), row]
    made = preserved(with_rows(document, "transactions", rows))
    assert made.data == source(head + expected)


def test_a_brace_on_the_voucher_line_stays() -> None:
    """A field that is added to such a #VER stands before the brace."""
    text = "#FLAGGA 0\n#SIETYP 4\n#VER A 1 20250101 {\n#TRANS 1930 {} 1\n}\n"
    document = changed(read(text), "vouchers", 0, text="Ny")
    assert preserved(document).data == source(text.replace("101 {", '101 "Ny" {'))


def test_the_header_changes_its_records() -> None:
    """A fact is written into its record; one that is new gets a record in its group."""
    document = read()
    header = document.header
    company = replace(header.company, name="Nya AB", orgnr="556334-3689")
    told = replace(header, flag=1, company=company, comment="Ett\nTvå", currency="EUR")
    expect(
        document.with_changes(header=told),
        ("#FLAGGA 0", "#FLAGGA 1"),
        ("Påhittsbolaget AB", "Nya AB"),
        ("#SIETYP 4\n", '#SIETYP 4\n#PROSA "Ett"\n#PROSA "Två"\n#ORGNR 556334-3689\n'),
        ("#RAR 0 20250101 20251231\n", "#RAR 0 20250101 20251231\n#VALUTA EUR\n"),
    )
    program = replace(header.program, name="Kassa Två", version=None)
    expect(
        document.with_changes(header=replace(header, program=program)),
        ('"Provkassan"  1.0', '"Kassa Två"'),
    )
    unnamed = replace(header, company=replace(header.company, name=None))
    expect(document.with_changes(header=unnamed), ('#FNAMN\t"Påhittsbolaget AB"\n', ""))


def test_comments_change_line_by_line() -> None:
    """Of several #PROSA only the changed one is written anew, and the last ones go."""
    text = '#FLAGGA 0\n#PROSA  Ett här\n#PROSA Två\n#PROSA "Tre"\n#SIETYP 4\n'
    document = read(text)
    told = document.with_changes(header=replace(document.header, comment="Ett här\nNy rad"))
    expected = '#FLAGGA 0\n#PROSA  Ett här\n#PROSA "Ny rad"\n#SIETYP 4\n'
    assert preserved(told).data == source(expected)


def test_a_right_checksum_is_made_anew_and_a_wrong_one_stays() -> None:
    """The sum is that of the new bytes; a wrong one is told."""
    from tests.formats.wild import base_file

    plain = base_file("4E").decode("cp437").replace("\r\n", "\n")
    lines = plain.split("\n")
    framed = "\n".join([lines[0], "#KSUMMA", *lines[1:-1], "#KSUMMA 1", ""])
    right = siekit.read(source(framed)).header.checksum_computed
    framed = framed.replace("#KSUMMA 1", f"#KSUMMA {right}")
    for text in (framed, framed.replace(str(right), "17")):
        document = read(text)
        header = document.header
        named = replace(header, company=replace(header.company, name="Annat bolag"))
        made = preserved(document.with_changes(header=named))
        again = siekit.read(made.data).header
        if text is framed:
            assert again.checksum_declared == again.checksum_computed != right
            assert not made.findings
        else:
            assert again.checksum_declared == 17
            assert [finding.name for finding in made.findings] == ["checksum-left"]


def test_a_file_without_a_last_line_end_keeps_to_that() -> None:
    """A line that is added last has none either."""
    text = "#FLAGGA 0\n#SIETYP 4\n#KONTO 1930 Bank"
    document = read(text)
    rows = document["accounts"].to_pylist()
    new = {**rows[0], "line": None, "account": "1940", "name": "B", "type_raw": None}
    made = preserved(with_rows(document, "accounts", [*rows, new]))
    assert made.data == source(text + '\n#KONTO 1940 "B"')


def test_letters_that_the_encoding_lacks_are_replaced_and_told() -> None:
    """What is written is read back, and the finding says which character became what."""
    document = changed(read(), "vouchers", 0, text="5 €")
    made = preserved(document)
    assert b'"5 EUR"' in made.data
    assert [finding.name for finding in made.findings] == ["character-replaced"]
    assert "€" in made.findings[0].message()


def test_a_file_of_plain_ascii_becomes_utf_8_where_it_must() -> None:
    """Code page 437 where it has the letters, else UTF-8."""
    text = SOURCE.replace("å", "a").replace("ö", "o").replace("ä", "a")
    for value, codec in (("Köp", "cp437"), ("5 €", "utf-8")):
        made = preserved(changed(read(text), "vouchers", 0, text=value))
        assert made.data == source(text.replace('"Kop"', f'"{value}"'), codec)


def test_line_breaks_do_not_become_lines() -> None:
    """A text with line breaks and control characters stays one field, which is told."""
    document = changed(read(), "vouchers", 0, text="a\n#TRANS 1 {} 2\x00")
    made = preserved(document)
    assert b'"a #TRANS 1 {} 2"' in made.data
    assert [finding.name for finding in made.findings] == ["control-character-removed"]


def test_a_text_that_ends_in_a_backslash_is_read_back() -> None:
    """It is bare where it can be, else a space is put behind it."""
    document = changed(read(), "vouchers", 0, text="C:\\a b\\")
    assert b'"C:\\a b\\ "' in preserved(document).data
    document = changed(read(), "vouchers", 0, text="C:\\")
    assert preserved(document).data == source(SOURCE.replace('"Köp"', "C:\\"))


def test_bytes_that_no_encoding_has_stay() -> None:
    """A field beside the changed one is not decoded."""
    raw = source(SOURCE, "utf-8").replace(b'"Bank"', b'"B\xffnk"')
    document = siekit.read(raw * 1)
    made = preserved(changed(document, "transactions", 1, amount=Decimal(7)))
    assert made.data == raw.replace(b"{} 80.50", b"{} 7.00")


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        ({"encoding": "utf-8"}, "Leave encoding away"),
        ({"sie_type": "1"}, "Leave sie_type away"),
        ({"checksum": True}, "Leave checksum away"),
    ],
)
def test_options_that_ask_for_another_file_are_refused(
    options: dict[str, Any], remedy: str
) -> None:
    """No option is silently left out."""
    with pytest.raises(UsageError, match=remedy):
        preserved(read(), **options)


def test_options_that_the_file_fulfils_are_taken() -> None:
    """The own type, the own encoding, unknown records."""
    made = preserved(read(), encoding="pc8", sie_type="4E", keep_unknown=True)
    assert made.data == source()


def test_a_header_that_names_another_encoding_is_refused() -> None:
    """What the header says about the bytes is not to be changed."""
    document = read()
    header = replace(document.header, encoding="UTF-8")
    with pytest.raises(UsageError, match="another encoding or line end"):
        preserved(document.with_changes(header=header))


def test_a_document_without_bytes_has_nothing_to_preserve() -> None:
    """The message says what to do."""
    with pytest.raises(NotWritableError, match="Leave preserve away"):
        preserved(make_document())


def test_what_cannot_be_read_back_is_not_written() -> None:
    """A contradiction is an error that names the first difference."""
    document = changed(read(), "accounts", 0, type="asset", type_raw="K")
    assert preserved(document).data
    document = changed(read(), "transactions", 0, account="")
    with pytest.raises(siekit.SiekitError, match="read back"):
        preserved(changed(document, "period_balances", 0, year_no=-5))


def test_sorted_tables_give_the_same_file() -> None:
    """The order of the rows in a table says nothing: their lines do."""
    document = read()
    rows = document["transactions"].sort_by("account")
    made = document.with_changes(tables={"transactions": rows})
    assert preserved(made).data == source()


def test_write_takes_preserve() -> None:
    """The public function gives the same bytes."""
    from siekit.formats.writing import to_bytes

    assert to_bytes(read(), preserve=True).data == source()


def test_a_copied_row_is_a_new_one() -> None:
    """Of two rows with one line the first is the old one."""
    document = read()
    rows = document["balances"].to_pylist()
    made = with_rows(document, "balances", [*rows, {**rows[0], "account": "1940"}])
    expect(made, ("#IB 0 1930 100\n", "#IB 0 1930 100\n#IB 0 1940 100.00\n"))


def test_all_rows_can_change_at_once() -> None:
    """Every line is edited, and rows of all vouchers go and come."""
    document = read()
    rows = [
        {**row, "text": "Lika", "voucher_id": 3 - row["voucher_id"]}
        for row in document["transactions"].to_pylist()
    ]
    again = siekit.read(preserved(with_rows(document, "transactions", rows)).data)
    assert set(again["transactions"]["text"].to_pylist()) == {"Lika"}
    assert again["transactions"]["voucher_id"].to_pylist() == [1, 1, 2, 2]
    assert again["transactions"]["amount"].to_pylist()[:2] == [Decimal(5), Decimal(-5)]
