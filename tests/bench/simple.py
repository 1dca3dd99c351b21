"""A simple page of Streamlit: four figures, six charts and a table, from constants, nothing cached."""

import altair as alt
import pandas as pd
import streamlit as st

st.set_page_config(layout="wide")
st.title("年度の状況")
for column, figure in zip(st.columns(4), (62, 71, 18, 5), strict=True):
    column.metric("件数", figure)

columns = [*st.columns(3), *st.columns(3)]
for n, column in enumerate(columns):
    figures = pd.DataFrame(
        {"年度": range(2021, 2033), "実績": [n + year % 5 for year in range(12)]}
    )
    line = alt.Chart(figures).mark_line(point=True).encode(x="年度:Q", y="実績:Q")
    column.altair_chart(line)

rows = pd.DataFrame({f"列{n}": range(n, n + 20) for n in range(6)})
st.dataframe(rows)
st.write("説明の文。" * 40)
