window.YTD.account.part0 = [
  {
    "account": {
      "email": "ana@example.org",
      "createdVia": "web",
      "username": "anab",
      "accountId": "11",
      "accountDisplayName": null,
      "0x10": "11",
      "]]>": {}
    }
  }
]