-- en: Rows whose text, or whose voucher's text, has a word in it
-- sv: Rader vars text, eller vars verifikations text, innehåller ett ord
-- set text: the word, or a part of it; large and small letters are the same
select company, fiscal_year, series, number, voucher_date, account, account_name, amount,
       voucher_text, row_text, line
from ledger
where contains(lower(voucher_text), lower($text)) or contains(lower(row_text), lower($text))
order by company, fiscal_year, voucher_date, line
