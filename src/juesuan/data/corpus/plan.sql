-- 全部公开件的全部勾稽关系，一次算完；只用整数 · All identities of all disclosures, in whole numbers only.
--
-- 残差 = Σ 系数 × 印出的数字。 residual = Σ coefficient × printed figure.
-- 横线和没有的行什么也不说，空格为零（没有行即为空格）。 A dash and a row that is not shown claim nothing;
-- a blank claims zero and needs no row here.
-- 位置用编号比，不比表、行、栏的文字。 Places are compared by their numbers, not by three texts.

-- name: sums
-- 每份公开件、每条关系一行：残差、舍入可有的出入、各处是什么 · one row for each identity of a disclosure
SELECT o.document, o.layout, t.identity, any_value(t.kind) AS kind, any_value(t.coded) AS coded,
    any_value(t.terms) AS terms, any_value(t.positive) AS positive,
    sum(CASE WHEN o.state = 'number' THEN t.coefficient * o.value ELSE 0 END) AS residual,
    sum(CASE WHEN o.state = 'number' OR t.kind = 'same' THEN o.width ELSE 0 END) AS allowed,
    sum(CASE WHEN o.state = 'number' THEN 1 ELSE 0 END) AS known,
    sum(CASE WHEN o.state = 'unsure' THEN 1 ELSE 0 END) AS unsure,
    sum(CASE WHEN o.state = 'absent' THEN 1 ELSE 0 END) AS absent,
    sum(CASE WHEN o.state IN ('dash', 'absent') THEN 1 ELSE 0 END) AS closed,
    sum(CASE WHEN o.state IN ('dash', 'absent') AND t.coefficient > 0 THEN 1 ELSE 0 END) AS closed_positive,
    sum(CASE WHEN o.state IN ('dash', 'absent') AND t.position = 0 THEN 1 ELSE 0 END) AS closed_whole,
    sum(CASE WHEN o.state = 'number' AND t.position > 0 THEN 1 ELSE 0 END) AS known_parts
FROM {observations} AS o JOIN {terms} AS t ON {same} AND t.cell = o.cell
GROUP BY o.document, o.layout, t.identity

-- name: told
-- 有话可说的关系，和结果：held 成立、tails 尾差、broken 不成立 · those that speak, and how they come out
SELECT document, layout, identity, kind, residual, allowed, known,
    CASE WHEN residual = 0 OR (kind = 'part' AND residual > 0) THEN 'held'
        WHEN kind = 'part' AND -residual <= allowed THEN 'held'
        WHEN kind <> 'part' AND abs(residual) < allowed THEN 'tails'
        WHEN kind <> 'part' AND abs(residual) = allowed AND (kind = 'same' OR known = 2) THEN 'tails'
        ELSE 'broken' END AS outcome
FROM ({sums}) AS sums
WHERE unsure = 0 AND known > 0 AND CASE kind
    WHEN 'same' THEN closed = 0
    WHEN 'part' THEN closed_whole = 0 AND closed < terms - 1
    WHEN 'flow' THEN absent = 0 AND closed_positive < positive AND closed - closed_positive < terms - positive
    ELSE closed_whole = 0 AND (absent = 0 OR coded) AND (known_parts > 0 OR closed = 0) END

-- name: doubtful
-- 等式不全成立的公开件：全部等式各乘一个随机数，合成一个和，成立则模质数为零（错漏机会二十亿分之一）
-- Disclosures in which not all equalities hold: all of them as one sum, each times a random number.
SELECT document FROM {observations} WHERE weight <> 0
GROUP BY document HAVING sum(((value % {prime}) * weight) % {prime}) % {prime} <> 0

-- name: broken
-- 先看合成的和，再看可疑的关系（零不改变残差，不是数字的处值也是零），最后细看 · first the one sum, then suspects
-- (zeros change no residual; what is no number has the value 0), then a closer look at these only. A disclosure
-- has one layout, which is looked up at the end: grouping by it too would take a third longer.
WITH doubtful AS MATERIALIZED ({doubtful}), doubted AS MATERIALIZED (
    SELECT document, cell, value, width FROM {observations}
    WHERE value <> 0 AND document IN (SELECT document FROM doubtful)
), suspects AS MATERIALIZED (
    SELECT o.document, t.identity
    FROM doubted AS o JOIN {terms} AS t
        ON t.cell = o.cell
    WHERE t.kind <> 'part' GROUP BY o.document, t.identity
    HAVING sum(t.coefficient * o.value) <> 0 AND abs(sum(t.coefficient * o.value)) >= sum(o.width)
    UNION ALL
    SELECT o.document, t.identity
    FROM {observations} AS o JOIN {terms} AS t
        ON t.cell = o.cell
    WHERE o.value <> 0 AND t.kind = 'part' GROUP BY o.document, t.identity
    HAVING sum(t.coefficient * o.value + o.width) < 0
), near AS MATERIALIZED (
    SELECT document, layout, cell, state, value, width FROM {observations}
    WHERE document IN (SELECT document FROM suspects)
), looked AS MATERIALIZED (
    SELECT s.document, t.* FROM suspects AS s
    JOIN (SELECT DISTINCT document, layout FROM near) AS laid ON laid.document = s.document
    JOIN {terms} AS t ON t.layout = laid.layout AND t.identity = s.identity
)
SELECT * FROM ({told}) AS told WHERE outcome = 'broken'
