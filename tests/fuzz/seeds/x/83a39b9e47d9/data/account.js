window.YTD.account.part0 = [
  {
    "account": {
      "email": "ana@example.org",
      "createdVia": "we",
      "username": [],
      "accountId": "11",
      "accountDisplayName": [
        "Ana B."
      ]
    }
  }
]