"""The cells of ``five-questions.ipynb``, which ``notebook.py`` makes of them."""

# %% [markdown]
# # 向语料库问五个问题 · Five questions to a corpus
#
# 语料库由 `juesuan audit 公开件文件夹 -o corpus` 得到。每个问题一条 SQL，一张图；
# 换成自己的语料库，重新运行即可。
#
# The corpus is what `juesuan audit FOLDER -o corpus` writes. Each question is one query and one
# picture; name your own corpus and run the cells again.

# %%
import html
import os

from juesuan.corpus import open_corpus

corpus = open_corpus(os.environ.get("CORPUS", "corpus"))
TOTAL = "stage = 'final' AND concat(fund, function, economic, nature, carry, unit_kind, item) = ''"


class Bars:
    """Rows of a name and a value as bars; whole cents are shown in 万元."""

    def __init__(self, title, rows, shown=lambda value: f"{value / 1_000_000:,.2f}"):
        self.title, self.rows, self.shown = title, rows, shown

    def _repr_svg_(self):
        most = max((abs(value) for _, value in self.rows), default=1) or 1
        lines = [
            f'<text x="0" y="{y + 13}">{html.escape(str(name))}</text>'
            f'<rect x="260" y="{y}" width="{max(1, 300 * abs(value) // most)}" height="16"'
            f' fill="{"#9b1c22" if value >= 0 else "#3b6ea5"}"/>'
            f'<text x="{268 + 300 * abs(value) // most}" y="{y + 13}">{self.shown(value)}</text>'
            for y, (name, value) in zip(range(28, 9999, 24), self.rows, strict=False)
        ]
        if not self.rows:
            lines = ['<text x="0" y="41">没有 · none</text>']
        high = 36 + 24 * (len(self.rows) or 1)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="{high}"'
            f' font-family="sans-serif" font-size="13"><text x="0" y="16" font-weight="700">'
            f"{html.escape(self.title)}</text>{''.join(lines)}</svg>"
        )


# %% [markdown]
# ## 1. 哪些单位支出最多？ Who spends most?

# %%
spent = corpus.rows(
    "SELECT unit || ' ' || year, max(value) FROM facts WHERE measure = 'expenditure'"
    f" AND {TOTAL} GROUP BY unit, year ORDER BY 2 DESC, 1 LIMIT 10"
)
Bars("本年支出（万元）", spent)

# %% [markdown]
# ## 2. “三公”经费占支出多少？ How much of it are the three public expenses?
#
# 百分之一个百分点，整数计算。Whole hundredths of a per cent.

# %%
public = corpus.rows(
    "SELECT p.unit || ' ' || p.year, (10000 * max(p.value)) // max(w.value) FROM facts AS p"
    " JOIN facts AS w USING (document) WHERE p.measure = 'expenditure' AND p.stage = 'final'"
    " AND p.fund IN ('general', 'fiscal') AND p.economic = '30212+30217+30231+30913+31013'"
    " AND concat(p.function, p.nature, p.item) = '' AND w.measure = 'expenditure'"
    " AND w.stage = 'final' AND concat(w.fund, w.function, w.economic, w.nature, w.item) = ''"
    " AND w.value > 0 GROUP BY p.unit, p.year ORDER BY 2 DESC, 1 LIMIT 10"
)
Bars("“三公”经费占本年支出（%）", public, lambda share: f"{share / 100:.2f}")

# %% [markdown]
# ## 3. 与上年相比，谁增减最多？ Whose expenditure changed most?
#
# `comparable` 把更名、合并的单位和调整过的科目合在一起算。It goes over renamed units and codes.

# %%
changed = corpus.rows(
    f"SELECT unit || ' ' || year, change FROM comparable WHERE measure = 'expenditure' AND {TOTAL}"
    " ORDER BY abs(change) DESC, 1 LIMIT 10"
)
Bars("本年支出比上年（万元）", changed)

# %% [markdown]
# ## 4. 上年末的结转结余，本年初接上了吗？ Does the opening continue last year's closing?

# %%
carried = corpus.rows(
    "SELECT unit || ' ' || year, difference FROM carried WHERE fund = '' AND state <> 'agree'"
    " ORDER BY abs(difference) DESC, 1 LIMIT 10"
)
Bars("年初数比上年末数多（万元）", carried)

# %% [markdown]
# ## 5. 最常见的问题是什么？ What is wrong most often?

# %%
common = corpus.rows(
    "SELECT code || ' ' || any_value(title), count(DISTINCT document) FROM findings"
    " WHERE severity <> 'info' GROUP BY code ORDER BY 2 DESC, 1 LIMIT 10"
)
Bars("有这个问题的公开件（份）", common, str)
