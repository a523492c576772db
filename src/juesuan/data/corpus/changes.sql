-- name: followed
-- 每家每年两边的公开件：本年和上年，更名、合并的单位算作一家 · a unit's disclosures of a year and the year before,
-- renamed and merged units as one; of several disclosures of one year the first
WITH single AS (
    SELECT year, region, coalesce(scope, '') AS scope, unit_key, min(document) AS document
    FROM documents WHERE status = 'read' GROUP BY ALL
), sides AS (
    SELECT s.year, 'now' AS side, s.region, s.scope, s.unit_key, s.document FROM single AS s
    UNION ALL SELECT s.year + 1, 'before', s.region, s.scope, s.unit_key, s.document FROM single AS s
), joined AS (
    SELECT s.year, s.side, s.region, s.scope, s.document, coalesce(j.joint, s.unit_key) AS joint,
        j.joint IS NOT NULL AS changed
    FROM sides AS s LEFT JOIN _joint_units AS j
        ON j.year = s.year AND j.side = s.side AND j.unit_key = s.unit_key
)
SELECT year, region, scope, joint, side, document, bool_or(changed) OVER same AS units_changed
FROM joined
WINDOW same AS (PARTITION BY year, region, scope, joint)
QUALIFY count(*) FILTER (side = 'now') OVER same > 0 AND count(*) FILTER (side = 'before') OVER same > 0

-- name: _linked
-- 各家两年里用到的科目调整，逐级展开 · the changes of codes that a unit's two years show, level by level
WITH shown AS (
    SELECT DISTINCT p.year, p.region, p.scope, p.joint, p.side, f.function, f.economic
    FROM followed AS p JOIN facts AS f USING (document)
), active AS (
    SELECT DISTINCT s.year, s.region, s.scope, s.joint, c.list, c.before, c.now
    FROM shown AS s JOIN _changes AS c ON c.year = s.year
        AND ((c.list = 'function' AND s.function = CASE s.side WHEN 'before' THEN c.before ELSE c.now END)
        OR (c.list = 'economic' AND s.economic = CASE s.side WHEN 'before' THEN c.before ELSE c.now END))
)
SELECT year, region, scope, joint, list, before[1:n] AS before, now[1:n] AS now, n = len(before) AS whole
FROM active, (VALUES (3), (5), (7)) AS levels(n) WHERE n <= len(before) AND before[1:n] <> now[1:n]

-- name: _labelled
-- 连在一起的科目有同一个名称 · codes that hang together bear one name
WITH RECURSIVE edges AS (
    SELECT year, region, scope, joint, list, before AS a, now AS b FROM _linked
    UNION SELECT year, region, scope, joint, list, now, before FROM _linked
), reach AS (
    SELECT year, region, scope, joint, list, a, a AS b FROM edges
    UNION SELECT r.year, r.region, r.scope, r.joint, r.list, r.a, e.b FROM reach AS r JOIN edges AS e
        ON (e.year, e.region, e.scope, e.joint, e.list, e.a) = (r.year, r.region, r.scope, r.joint, r.list, r.b)
)
SELECT year, region, scope, joint, list, a AS code, string_agg(DISTINCT b, '+' ORDER BY b) AS codes
FROM reach GROUP BY ALL

-- name: comparable
-- 与上年相比，更名、合并的单位和调整的科目合在一起算；codes_changed：这些科目调整过，增减是合在一起的真实增减
-- growth over renamed and merged units and codes: what hangs together is one row, and its change is real
WITH own AS (
    SELECT p.year, p.region, p.scope, p.joint, p.side, p.units_changed, f.*  EXCLUDE (year, region, scope, unit, document),
        coalesce(g.codes, f.function) AS functions, coalesce(h.codes, f.economic) AS economics,
        g.codes IS NOT NULL OR h.codes IS NOT NULL AS codes_changed
    FROM followed AS p JOIN facts AS f USING (document)
    LEFT JOIN _labelled AS g ON g.list = 'function' AND g.code = f.function
        AND (g.year, g.region, g.scope, g.joint) = (p.year, p.region, p.scope, p.joint)
    LEFT JOIN _labelled AS h ON h.list = 'economic' AND h.code = f.economic
        AND (h.year, h.region, h.scope, h.joint) = (p.year, p.region, p.scope, p.joint)
    WHERE NOT EXISTS (SELECT 1 FROM _linked AS k WHERE k.whole AND k.list = 'function'
        AND (k.year, k.region, k.scope, k.joint) = (p.year, p.region, p.scope, p.joint)
        AND len(f.function) > len(k.before) AND (starts_with(f.function, k.before) OR starts_with(f.function, k.now)))
), sums AS (
    SELECT year, region, scope, joint AS unit, measure, stage, fund, functions AS function, economics AS economic,
        nature, carry, unit_kind, item, bool_or(units_changed) AS units_changed, bool_or(codes_changed) AS codes_changed,
        sum(value) FILTER (side = 'before')::BIGINT AS value_before, sum(value) FILTER (side = 'now')::BIGINT AS value
    FROM own GROUP BY ALL
)
SELECT *, value - value_before AS change,
    CASE WHEN value_before > 0 THEN ((value - value_before) * 10000) // value_before END AS rate_hundredths
FROM sums WHERE value IS NOT NULL AND value_before IS NOT NULL

-- name: code_moves
-- 一年有、另一年没有的项级科目：listed 科目调整所致，alike 数额相近、可能只是换了科目，ended、begun 真的没有了、新有的
-- items that only one of two years has: listed (the classification changed), alike (another code has nearly the
-- amount: perhaps the same money), ended and begun (a real change)
WITH items AS (
    SELECT p.year, p.region, p.scope, p.joint AS unit, p.side, f.function, sum(f.value) AS value
    FROM followed AS p JOIN facts AS f USING (document)
    WHERE f.measure = 'expenditure' AND f.stage = 'final' AND len(f.function) = 7 AND f.value <> 0
        AND concat(f.fund, f.economic, f.nature, f.unit_kind, f.item) = '' GROUP BY ALL
), lone AS (
    SELECT i.* FROM items AS i WHERE NOT EXISTS (SELECT 1 FROM items AS o WHERE o.side <> i.side
        AND (o.year, o.region, o.scope, o.unit, o.function) = (i.year, i.region, i.scope, i.unit, i.function))
), told AS (
    SELECT l.*, EXISTS (SELECT 1 FROM _changes AS c WHERE c.list = 'function' AND c.year = l.year
        AND starts_with(l.function, CASE l.side WHEN 'before' THEN c.before ELSE c.now END)) AS listed
    FROM lone AS l
), pairs AS (
    SELECT b.year, b.region, b.scope, b.unit, b.function AS before, n.function AS now
    FROM told AS b JOIN told AS n USING (year, region, scope, unit)
    WHERE b.side = 'before' AND n.side = 'now' AND NOT b.listed AND NOT n.listed
        AND abs(n.value - b.value) * 100 <= {percent} * greatest(n.value, b.value)
)
SELECT t.year, t.region, t.scope, t.unit, t.function,
    CASE WHEN t.listed THEN 'listed' WHEN p.before IS NOT NULL THEN 'alike'
        WHEN t.side = 'before' THEN 'ended' ELSE 'begun' END AS state,
    CASE t.side WHEN 'before' THEN string_agg(p.now, '+' ORDER BY p.now) ELSE string_agg(p.before, '+' ORDER BY p.before) END AS other,
    CASE WHEN t.side = 'before' THEN -t.value ELSE t.value END::BIGINT AS change
FROM told AS t LEFT JOIN pairs AS p ON (p.year, p.region, p.scope, p.unit) = (t.year, t.region, t.scope, t.unit)
    AND t.function = CASE t.side WHEN 'before' THEN p.before ELSE p.now END
GROUP BY t.year, t.region, t.scope, t.unit, t.function, t.side, t.value, t.listed, p.before IS NOT NULL
