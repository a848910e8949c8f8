window.YTD.account.part0 = [
  {
    "account": {
      "email": "ana@example.org",
      "createdVia": "web",
      "username": "ana_b",
      "accountId": "11",
      "createdAt": "2012-01þÿ1T00:00:00.000Z",
      "accountDisplayName": "Ana B."
    }
  }
]