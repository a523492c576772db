-- name: carried
-- 上年末与本年初：同一单位、同一资金，两份公开件各说多少 · last closing against this opening, by kind of money
-- state：agree 相符、differ 不符、reclassified 各类不符而合计相符（多为口径变化）
WITH said AS (
    SELECT d.unit_key, d.unit, d.scope, d.region, f.document, f.year, f.measure, f.fund, f.value
    FROM facts AS f JOIN documents AS d USING (document)
    WHERE f.measure IN ('opening', 'closing') AND f.stage = 'final'
        AND concat(f.function, f.economic, f.nature, f.carry, f.unit_kind, f.item) = ''
), pairs AS (
    SELECT now.unit, now.region, now.year, now.fund, before.document AS document_before, now.document,
        before.value AS closing, now.value AS opening, now.value - before.value AS difference
    FROM said AS before JOIN said AS now ON now.unit_key = before.unit_key AND now.region = before.region
        AND now.scope = before.scope AND now.year = before.year + 1 AND now.fund = before.fund
    WHERE before.measure = 'closing' AND now.measure = 'opening'
)
SELECT *, CASE WHEN difference = 0 THEN 'agree'
    WHEN fund <> '' AND max(CASE WHEN fund = '' AND difference = 0 THEN 1 ELSE 0 END)
        OVER (PARTITION BY document, document_before) = 1 THEN 'reclassified' ELSE 'differ' END AS state
FROM pairs

-- name: growth
-- 与上年相比，由两年的公开件重算；rate_hundredths 为百分之一个百分点 · growth worked out from both years' own books
SELECT now.unit, now.region, now.year, now.document, before.document AS document_before, now.measure, now.stage,
    now.fund, now.function, now.economic, now.nature, now.carry, now.item, before.value AS value_before, now.value,
    now.value - before.value AS change,
    CASE WHEN before.value > 0 THEN ((now.value - before.value) * 10000) // before.value END AS rate_hundredths
FROM facts AS now JOIN documents AS d ON d.document = now.document
    JOIN documents AS e ON e.unit_key = d.unit_key AND e.region = d.region AND e.scope = d.scope AND e.year = d.year - 1
    JOIN facts AS before ON before.document = e.document AND before.measure = now.measure AND before.stage = now.stage
        AND before.fund = now.fund AND before.function = now.function AND before.economic = now.economic
        AND before.nature = now.nature AND before.carry = now.carry AND before.unit_kind = now.unit_kind
        AND before.item = now.item

-- name: department_sums
-- 部门公开件与所属单位（名单的“主管部门”）公开件之和；transfers 为各单位的上级补助和附属单位上缴收入
-- a department's disclosure against the sum of its units' (the roster's department); transfers within it
WITH members AS (
    SELECT DISTINCT r.department, r.year, d.document FROM _roster AS r JOIN documents AS d
        ON d.unit_key = r.unit_key AND d.year = r.year AND (r.scope = '' OR d.scope = '' OR r.scope = d.scope)
    WHERE r.department <> '' AND r.department <> r.unit AND d.status = 'read'
), parts AS (
    SELECT m.department, f.year, f.measure, f.stage, f.fund, f.function, f.economic, f.nature, f.carry, f.unit_kind,
        f.item, sum(f.value) AS sum_of_units, count(*) AS units
    FROM members AS m JOIN facts AS f USING (document) GROUP BY ALL
), transfers AS (
    SELECT m.department, f.year, sum(f.value) AS transfers FROM members AS m JOIN facts AS f USING (document)
    WHERE f.measure = 'income' AND f.fund IN ('superior', 'affiliate')
        AND concat(f.function, f.economic, f.nature, f.item) = '' GROUP BY ALL
)
SELECT d.unit, d.region, d.year, d.document, p.measure, p.stage, p.fund, p.function, p.economic, p.nature, p.carry,
    p.item, p.units, f.value, p.sum_of_units, f.value - p.sum_of_units AS difference,
    coalesce(t.transfers, 0) AS transfers
FROM parts AS p JOIN documents AS d ON d.unit = p.department AND d.year = p.year AND d.scope <> 'own'
    JOIN facts AS f ON f.document = d.document AND f.measure = p.measure AND f.stage = p.stage AND f.fund = p.fund
        AND f.function = p.function AND f.economic = p.economic AND f.nature = p.nature AND f.carry = p.carry
        AND f.unit_kind = p.unit_kind AND f.item = p.item
    LEFT JOIN transfers AS t ON t.department = p.department AND t.year = p.year
