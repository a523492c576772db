-- The sums of all forms of yunnan-2023 for the synthetic book, written by hand for it.
-- Each form's query gives the row, then the cells of the columns it names; a null is a blank.

-- name: files
CREATE {kind} entries AS FROM read_csv(getvariable('folder') || '/entries.csv', header = true,
    auto_detect = false, columns = {
        'date': 'DATE', 'voucher': 'VARCHAR', 'line': 'INTEGER', 'kind': 'VARCHAR',
        'unit': 'VARCHAR', 'fund': 'VARCHAR', 'function': 'VARCHAR', 'economic': 'VARCHAR',
        'nature': 'VARCHAR', 'project': 'VARCHAR', 'detail': 'VARCHAR',
        'amount': 'DECIMAL(18, 2)', 'summary': 'VARCHAR'});
CREATE {kind} income AS FROM read_csv(getvariable('folder') || '/income.csv', header = true,
    auto_detect = false, columns = {
        'unit': 'VARCHAR', 'fund': 'VARCHAR', 'function': 'VARCHAR', 'nature': 'VARCHAR',
        'amount': 'DECIMAL(18, 2)'});
CREATE {kind} balances AS FROM read_csv(getvariable('folder') || '/balances.csv', header = true,
    auto_detect = false, columns = {
        'moment': 'VARCHAR', 'unit': 'VARCHAR', 'fund': 'VARCHAR', 'function': 'VARCHAR',
        'nature': 'VARCHAR', 'carry': 'VARCHAR', 'amount': 'DECIMAL(18, 2)'});
CREATE {kind} budgets AS FROM read_csv(getvariable('folder') || '/budgets.csv', header = true,
    auto_detect = false, columns = {
        'stage': 'VARCHAR', 'unit': 'VARCHAR', 'fund': 'VARCHAR', 'economic': 'VARCHAR',
        'amount': 'DECIMAL(18, 2)'});

-- name: cube
CREATE OR REPLACE TABLE cube AS
WITH summed AS (
    SELECT CASE WHEN kind IN ('支出', '支出收回') THEN 'expenditure' ELSE 'income' END AS measure,
        'final' AS stage, unit, fund, function, economic, nature, '' AS carry,
        coalesce(detail, '') AS detail,
        sum(CASE WHEN kind IN ('支出收回', '收入退回') THEN -amount ELSE amount END) AS amount
    FROM entries GROUP BY ALL
    UNION ALL
    SELECT 'income', 'final', unit, fund, function, '', nature, '', '', sum(amount)
    FROM income GROUP BY ALL
    UNION ALL
    SELECT CASE moment WHEN '年初' THEN 'opening' ELSE 'closing' END, 'final', unit, fund,
        function, '', nature, carry, '', sum(amount)
    FROM balances GROUP BY ALL
    UNION ALL
    SELECT 'expenditure', 'initial', unit, fund, '', economic, '', '', '', sum(amount)
    FROM budgets WHERE stage = '年初预算' GROUP BY ALL
    UNION ALL
    SELECT 'expenditure', 'adjusted', unit, fund, '', economic, '', '', '', sum(amount)
    FROM budgets GROUP BY ALL
)
SELECT measure, stage, function, economic, carry, detail,
    CASE fund WHEN '一般公共预算财政拨款' THEN 'general'
        WHEN '政府性基金预算财政拨款' THEN 'government_funds'
        WHEN '国有资本经营预算财政拨款' THEN 'state_capital' ELSE fund END AS fund,
    fund LIKE '%预算财政拨款' AS fiscal,
    CASE unit WHEN '01' THEN 'admin' WHEN '02' THEN 'civil_managed' ELSE 'institution' END
        AS unit_kind,
    CASE WHEN nature = '项目支出' THEN 'project' WHEN measure <> 'expenditure' THEN 'basic'
        WHEN economic[1:3] IN ('301', '303') THEN 'personnel' ELSE 'public' END AS nature,
    sum(amount) AS amount
FROM summed GROUP BY ALL;
CREATE OR REPLACE TABLE items AS
SELECT unnest(['total', function[1:3], function[1:5], function]) AS code, *
FROM cube WHERE stage = 'final';
CREATE OR REPLACE TABLE classes AS
SELECT unnest(range(0, 26)) AS place, unnest(string_split(
    '201 202 203 204 205 206 207 208 210 211 212 213 214 215 216 217 219 220 221 222 223 224 229'
    || ' 231 232 234', ' ')) AS class;

-- name: 01 1
UNPIVOT (
    SELECT sum(amount) FILTER (measure = 'income' AND fund = 'general') AS "1",
        sum(amount) FILTER (measure = 'income' AND fund = 'government_funds') AS "2",
        sum(amount) FILTER (measure = 'income' AND fund = 'state_capital') AS "3",
        sum(amount) FILTER (measure = 'income' AND fund = '上级补助收入') AS "4",
        sum(amount) FILTER (measure = 'income' AND fund = '事业收入') AS "5",
        sum(amount) FILTER (measure = 'income' AND fund = '经营收入') AS "6",
        sum(amount) FILTER (measure = 'income' AND fund = '附属单位上缴收入') AS "7",
        sum(amount) FILTER (measure = 'income' AND fund = '其他收入') AS "8",
        sum(amount) FILTER (measure = 'income') AS "27",
        sum(amount) FILTER (measure = 'opening') AS "29",
        sum(amount) FILTER (measure IN ('income', 'opening')) AS "30"
    FROM cube WHERE stage = 'final'
) ON *;

-- name: 01 2
UNPIVOT (
    SELECT sum(amount) FILTER (measure = 'expenditure') AS "57",
        sum(amount) FILTER (measure = 'closing') AS "59",
        sum(amount) FILTER (measure IN ('expenditure', 'closing')) AS "60"
    FROM cube WHERE stage = 'final'
) ON *
UNION ALL
SELECT coalesce((place + 31)::VARCHAR, function[1:3]), sum(amount)
FROM cube LEFT JOIN classes ON class = function[1:3]
WHERE measure = 'expenditure' AND stage = 'final' GROUP BY ALL;

-- name: 02 1 2 3 4 5 6 7 8
SELECT code, sum(amount), sum(amount) FILTER (fiscal),
    sum(amount) FILTER (fund = '上级补助收入'),
    sum(amount) FILTER (fund IN ('事业收入', '教育收费')),
    sum(amount) FILTER (fund = '教育收费'), sum(amount) FILTER (fund = '经营收入'),
    sum(amount) FILTER (fund = '附属单位上缴收入'), sum(amount) FILTER (fund = '其他收入')
FROM items WHERE measure = 'income' GROUP BY code;

-- name: 03 1 2 3 4 5 6
SELECT code, sum(amount), sum(amount) FILTER (nature IN ('personnel', 'public')),
    sum(amount) FILTER (nature = 'project'), sum(amount) FILTER (nature = 'remit'),
    sum(amount) FILTER (nature = 'operating'), sum(amount) FILTER (nature = 'subsidy')
FROM items WHERE measure = 'expenditure' GROUP BY code;

-- name: 04 1
UNPIVOT (
    SELECT sum(amount) FILTER (measure = 'income' AND fund = 'general') AS "1",
        sum(amount) FILTER (measure = 'income' AND fund = 'government_funds') AS "2",
        sum(amount) FILTER (measure = 'income' AND fund = 'state_capital') AS "3",
        sum(amount) FILTER (measure = 'income') AS "27",
        sum(amount) FILTER (measure = 'opening') AS "28",
        sum(amount) FILTER (measure = 'opening' AND fund = 'general') AS "29",
        sum(amount) FILTER (measure = 'opening' AND fund = 'government_funds') AS "30",
        sum(amount) FILTER (measure = 'opening' AND fund = 'state_capital') AS "31",
        sum(amount) FILTER (measure IN ('income', 'opening')) AS "32"
    FROM cube WHERE stage = 'final' AND fiscal
) ON *;

-- name: 04 2 3 4 5
WITH rows AS (
    SELECT unnest(CASE measure WHEN 'closing' THEN ['60', '64']
        ELSE ['59', '64', coalesce((place + 33)::VARCHAR, function[1:3])] END) AS no, fund, amount
    FROM cube LEFT JOIN classes ON class = function[1:3]
    WHERE measure IN ('expenditure', 'closing') AND stage = 'final' AND fiscal
)
SELECT no, sum(amount), sum(amount) FILTER (fund = 'general'),
    sum(amount) FILTER (fund = 'government_funds'), sum(amount) FILTER (fund = 'state_capital')
FROM rows GROUP BY no;

-- name: 05 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
SELECT code, sum(amount) FILTER (measure = 'opening'),
    sum(amount) FILTER (measure = 'opening' AND nature = 'basic'),
    sum(amount) FILTER (measure = 'opening' AND nature = 'project'),
    sum(amount) FILTER (measure = 'income'),
    sum(amount) FILTER (measure = 'income' AND nature = 'basic'),
    sum(amount) FILTER (measure = 'income' AND nature = 'project'),
    sum(amount) FILTER (measure = 'expenditure'),
    sum(amount) FILTER (measure = 'expenditure' AND nature IN ('personnel', 'public')),
    sum(amount) FILTER (measure = 'expenditure' AND nature = 'personnel'),
    sum(amount) FILTER (measure = 'expenditure' AND nature = 'public'),
    sum(amount) FILTER (measure = 'expenditure' AND nature = 'project'),
    sum(amount) FILTER (measure = 'closing'),
    sum(amount) FILTER (measure = 'closing' AND nature = 'basic'),
    sum(amount) FILTER (measure = 'closing' AND nature = 'project'),
    sum(amount) FILTER (measure = 'closing' AND nature = 'project' AND carry = '结转'),
    sum(amount) FILTER (measure = 'closing' AND nature = 'project' AND carry = '结余')
FROM items WHERE fund = 'general' GROUP BY code;

-- name: 06 1
SELECT unnest([economic[1:3], economic,
        CASE nature WHEN 'personnel' THEN '人员经费合计' ELSE '公用经费合计' END]) AS code,
    sum(amount)
FROM cube
WHERE measure = 'expenditure' AND stage = 'final' AND fund = 'general' AND nature <> 'project'
GROUP BY code;

-- name: 07 1
SELECT unnest([economic[1:3], economic]) AS code, sum(amount)
FROM cube
WHERE measure = 'expenditure' AND stage = 'final' AND fund = 'general' AND nature = 'project'
GROUP BY code;

-- name: 08 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
SELECT code, sum(amount) FILTER (measure = 'opening'),
    sum(amount) FILTER (measure = 'opening' AND nature = 'basic'),
    sum(amount) FILTER (measure = 'opening' AND nature = 'project'),
    sum(amount) FILTER (measure = 'income'),
    sum(amount) FILTER (measure = 'income' AND nature = 'basic'),
    sum(amount) FILTER (measure = 'income' AND nature = 'project'),
    sum(amount) FILTER (measure = 'expenditure'),
    sum(amount) FILTER (measure = 'expenditure' AND nature IN ('personnel', 'public')),
    sum(amount) FILTER (measure = 'expenditure' AND nature = 'personnel'),
    sum(amount) FILTER (measure = 'expenditure' AND nature = 'public'),
    sum(amount) FILTER (measure = 'expenditure' AND nature = 'project'),
    sum(amount) FILTER (measure = 'closing'),
    sum(amount) FILTER (measure = 'closing' AND nature = 'basic'),
    sum(amount) FILTER (measure = 'closing' AND nature = 'project'),
    sum(amount) FILTER (measure = 'closing' AND nature = 'project' AND carry = '结转'),
    sum(amount) FILTER (measure = 'closing' AND nature = 'project' AND carry = '结余')
FROM items WHERE fund = 'government_funds' GROUP BY code;

-- name: 09 1 2 3 4 5 6 7 8
SELECT code, sum(amount) FILTER (measure = 'opening'),
    sum(amount) FILTER (measure = 'opening' AND carry = '结转'),
    sum(amount) FILTER (measure = 'opening' AND carry = '结余'),
    sum(amount) FILTER (measure = 'income'), sum(amount) FILTER (measure = 'expenditure'),
    sum(amount) FILTER (measure = 'closing'),
    sum(amount) FILTER (measure = 'closing' AND carry = '结转'),
    sum(amount) FILTER (measure = 'closing' AND carry = '结余')
FROM items WHERE fund = 'state_capital' GROUP BY code;

-- name: 10 1 2 3
WITH rows AS (
    SELECT unnest(CASE economic
            WHEN '30212' THEN ['2', '3'] WHEN '30231' THEN ['2', '4', '6']
            WHEN '31013' THEN ['2', '4', '5'] WHEN '30913' THEN ['2', '4', '5']
            WHEN '30217' THEN ['2', '7'] ELSE [] END
        || CASE WHEN economic <> '30217' OR stage <> 'final' THEN []
            WHEN detail = '外事接待' THEN ['8', '9']
            WHEN detail = '国（境）外接待' THEN ['10'] ELSE ['8'] END
        || CASE WHEN nature <> 'public' OR stage <> 'final' THEN []
            WHEN unit_kind = 'admin' THEN ['22', '23']
            WHEN unit_kind = 'civil_managed' THEN ['22', '24'] ELSE [] END) AS no, stage, amount
    FROM cube WHERE measure = 'expenditure' AND fiscal
)
SELECT no, sum(amount) FILTER (stage = 'initial'), sum(amount) FILTER (stage = 'adjusted'),
    sum(amount) FILTER (stage = 'final')
FROM rows GROUP BY no;

-- name: 11 1 2 3
WITH rows AS (
    SELECT unnest(CASE economic
            WHEN '30212' THEN ['2', '3'] WHEN '30231' THEN ['2', '4', '6']
            WHEN '31013' THEN ['2', '4', '5'] WHEN '30913' THEN ['2', '4', '5']
            WHEN '30217' THEN ['2', '7'] ELSE [] END
        || CASE WHEN economic <> '30217' OR stage <> 'final' THEN []
            WHEN detail = '外事接待' THEN ['8', '9']
            WHEN detail = '国（境）外接待' THEN ['10'] ELSE ['8'] END) AS no, stage, amount
    FROM cube WHERE measure = 'expenditure' AND fund = 'general'
)
SELECT no, sum(amount) FILTER (stage = 'initial'), sum(amount) FILTER (stage = 'adjusted'),
    sum(amount) FILTER (stage = 'final')
FROM rows GROUP BY no;
