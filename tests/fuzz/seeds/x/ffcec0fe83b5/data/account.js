window.: Ana B."
    }
  }
]