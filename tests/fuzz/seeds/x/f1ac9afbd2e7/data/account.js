window.YTD.account.part0 = [
  {
    conversationNameUpdate"account":  }
]