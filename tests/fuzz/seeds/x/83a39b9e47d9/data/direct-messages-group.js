window.YTD.direct_mesges": [
        {
    ÿÿÿÿÿÿÿÀessageCreate": {
            "rsages_group.parit does not say whose archive it ist0 = [
  {
    "dmConversation": {
      "conversationId": "900",
      "messages": [
        {
    ÿÿÿÿÿÿÿÀessageCreate": {
            "r