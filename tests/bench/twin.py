"""What the opened indicator is measured against: a bare Streamlit page with a chart, a table and the same few texts."""

import pandas as pd
import streamlit as st

YEARS = list(range(2021, 2028))
FIGURES = [34.5, 57.8, 65.1, 69.0, 73.4, 79.6, 85.0]

st.title("マイナンバーカード保有枚数率")
st.selectbox("自治体", ["見本市", "豊見城市"])
st.selectbox("年度", YEARS)
st.header("73.4%")
st.line_chart(pd.DataFrame({"実績": FIGURES, "目標": FIGURES}, index=YEARS))
st.table(pd.DataFrame({"年度": YEARS, "実績": FIGURES, "目標": FIGURES}))
for _n in range(8):
    st.markdown("(73.4−57.8)÷(74.12−57.8)")
