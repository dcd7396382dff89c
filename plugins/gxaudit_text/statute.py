"""The legal bases that several of these rules share."""

from gxaudit.api import Basis, NotEvaluated, Text

FORMAT = Basis(
    Text(
        "政府信息公开工作年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）",
        "Format of the annual report (国办公开办函〔2021〕30号, 〔2019〕60号)",
    )
)
NO_YEAR = NotEvaluated(
    Text("读不出报告年度，无从核对", "the report year cannot be read from the title")
)
NO_TITLE = NotEvaluated(
    Text(
        "没有找到含“政府信息公开”和“年度报告”的标题，无从核对",
        "no title with 政府信息公开 and 年度报告 was found",
    )
)
