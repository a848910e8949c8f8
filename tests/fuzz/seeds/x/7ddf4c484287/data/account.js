window.YTD.account.part0 = [
  "0.5",
  {}
]